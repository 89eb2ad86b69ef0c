using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SahelWatch.Alerts;
using SahelWatch.Alerts.Rendering;
using SahelWatch.Catalogue;
using SahelWatch.Delivery;
using SahelWatch.Delivery.Mail;
using SahelWatch.Delivery.Webhooks;
using SahelWatch.Digests;
using SahelWatch.Digests.Composing;
using SahelWatch.Digests.Rendering;
using SahelWatch.Inputs;
using SahelWatch.Matching;
using SahelWatch.Polling;
using SahelWatch.Polling.Fetching;
using SahelWatch.Readers;
using SahelWatch.Settings;
using SahelWatch.Storage;
using SahelWatch.Stories;
using SahelWatch.Upkeep;

namespace SahelWatch;

/// <summary>The composition root.</summary>
public static class Registration
{
    private static readonly (string Name, Type Options, Action<IServiceCollection, IConfiguration> Add)[] Sections =
    [
        Section<SahelWatchOptions>(SahelWatchOptions.Section), Section<FeedOptions>(FeedOptions.Section), Section<StorageOptions>(StorageOptions.Section),
        Section<StoryOptions>("SahelWatch:Stories"), Section<DeliveryOptions>(DeliveryOptions.Section), Section<WebOptions>(WebOptions.Section),
        Section<ScheduleOptions>(ScheduleOptions.Section),
    ];

    /// <summary>Adds <see cref="Pipeline"/> and everything that it needs.</summary>
    /// <param name="inputs">Replaces all files, for tests and demonstrations.</param>
    /// <param name="named">The paths of files named on the command line, by their names in <see cref="InputFile"/>.</param>
    /// <param name="hosts">Addresses of hosts that bypass DNS.</param>
    public static IServiceCollection AddSahelWatch(
        this IServiceCollection services, IConfiguration configuration, TimeProvider clock, SahelWatchInputs? inputs = null,
            IReadOnlyDictionary<string, IPAddress>? hosts = null,
        IReadOnlyDictionary<string, string>? named = null)
    {
        SettingNames.Check(configuration, [.. Sections.Select(s => (s.Name, s.Options))]);
        foreach (var section in Sections)
            section.Add(services, configuration);
        services.AddSingleton(clock);

        services.AddSingleton(
            p => new Stores(new CountingBlobs(BlobStore.Open(p.GetRequiredService<StorageOptions>())), p.GetRequiredService<SahelWatchOptions>().Shards));
        services.AddSingleton<IBlobs>(p => p.GetRequiredService<Stores>().Blobs);
        services.AddSingleton(p => FeedPoller.Create(p.GetRequiredService<FeedOptions>(), clock, p.GetRequiredService<ILogger<FeedPoller>>(), hosts));
        services.AddSingleton<InputStore>();
        services.AddSingleton(p => inputs is not null
            ? new CurrentInputs(inputs)
            : new CurrentInputs(p.GetRequiredService<IBlobs>(), p.GetRequiredService<InputStore>(), p.GetRequiredService<SahelWatchOptions>(),
                named, clock));
        services.AddSingleton(p => new StoryArchive(p.GetRequiredService<Stores>(), p.GetRequiredService<StoryOptions>(), clock));
        services.AddSingleton<CatalogueStore>();
        services.AddSingleton(p => new CatalogueReader(p.GetRequiredService<CatalogueStore>(),
            async token => (await p.GetRequiredService<CurrentInputs>().GetAsync(token)).Watchlist.Entries));
        services.AddSingleton<DigestRenderer>().AddSingleton<AlertRenderer>();
        services.AddSingleton(p => p.GetRequiredService<Stores>().Alerts);
        services.AddSingleton(p => Mailers.Create(
            p.GetRequiredService<DeliveryOptions>(), p.GetRequiredService<StorageOptions>().Folder, clock,
                () => BlobStore.Credential(p.GetRequiredService<StorageOptions>())));
        // The same guard as for feeds: a setting must not reach into the network that this runs in.
        services.AddSingleton(p => new WebhookSender(
            new HttpMessageInvoker(FeedSockets.Create(new FeedOptions { AllowPrivateNetworks = p.GetRequiredService<DeliveryOptions>().AllowPrivateChannels })),
            p.GetRequiredService<DeliveryOptions>(), clock));
        services.AddSingleton<DigestDelivery>().AddSingleton<ReaderRegister>();
        services.AddSingleton(p => new FeedRevival(p.GetRequiredService<Stores>(), clock));
        services.AddSingleton<Prune>().AddSingleton<RunLog>();
        services.AddSingleton(p => new Pipeline(
            p.GetRequiredService<CurrentInputs>(), inputs => StagesFor(inputs, p), p.GetRequiredService<Prune>(), p.GetRequiredService<RunLog>(),
            p.GetRequiredService<CatalogueReader>(), p.GetRequiredService<SahelWatchOptions>(), clock));
        return services;
    }

    private static Stages StagesFor(SahelWatchInputs inputs, IServiceProvider services) => new(
        inputs,
        ActivatorUtilities.CreateInstance<PollFeeds>(services, new ArticleMatcher(inputs.Watchlist)),
        ActivatorUtilities.CreateInstance<GroupStories>(services, new StoryGrouper(inputs.Watchlist.Entries, services.GetRequiredService<StoryOptions>())),
        ActivatorUtilities.CreateInstance<UpdateCatalogue>(services, inputs.Watchlist.Entries, inputs.Severities),
        ActivatorUtilities.CreateInstance<SendAlerts>(services, DecideFor(inputs, services)),
        ActivatorUtilities.CreateInstance<SendDigests>(services, new DigestComposer(inputs.Watchlist.Entries, inputs.Severities)));

    private static DecideAlerts DecideFor(SahelWatchInputs inputs, IServiceProvider services) => ActivatorUtilities.CreateInstance<DecideAlerts>(
        services, inputs.Watchlist.Entries, inputs.Severities, new AlertComposer(
            new DigestComposer(inputs.Watchlist.Entries, inputs.Severities), services.GetRequiredService<DeliveryOptions>().Pages));

    private static (string, Type, Action<IServiceCollection, IConfiguration>) Section<T>(string name)
        where T : class => (name, typeof(T), (services, configuration) => Options<T>(services, configuration, name));

    /// <summary>Binds a section and registers the validated value itself, since settings do not change while a process runs.</summary>
    /// <exception cref="InputException">A value has the wrong type.</exception>
    private static void Options<T>(IServiceCollection services, IConfiguration configuration, string section)
        where T : class
    {
        try
        {
            // Otherwise a channel with a value of the wrong type would be ignored silently. The general section contains the others, so it is not strict.
            _ = configuration.GetSection(section).Get<T>(binder => binder.ErrorOnUnknownConfiguration = section != SahelWatchOptions.Section);
        }
        catch (InvalidOperationException e)
        {
            var cause = e.InnerException as InvalidOperationException ?? e; // names the setting where the outer one does not
            throw new InputException($"{cause.Message} Compare local.settings.sample.json.", e);
        }

        services.AddOptions<T>().Bind(configuration.GetSection(section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<T>>(new SettingsCheck<T>(section));
        services.AddSingleton(p => p.GetRequiredService<IOptions<T>>().Value);
    }
}
