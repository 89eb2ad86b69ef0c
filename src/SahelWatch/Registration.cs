using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SahelWatch.Delivery;
using SahelWatch.Delivery.Mail;
using SahelWatch.Digests;
using SahelWatch.Digests.Composing;
using SahelWatch.Digests.Editions;
using SahelWatch.Digests.Rendering;
using SahelWatch.Domain;
using SahelWatch.Feeds.Opml;
using SahelWatch.Matching;
using SahelWatch.Polling;
using SahelWatch.Readers;
using SahelWatch.Settings;
using SahelWatch.Storage;
using SahelWatch.Stories;
using SahelWatch.Upkeep;

namespace SahelWatch;

/// <summary>The only place where the parts are put together.</summary>
public static class Registration
{
    /// <summary>Adds <see cref="Pipeline"/> and all that it needs.</summary>
    /// <param name="inputs">Instead of the files that the settings name.</param>
    /// <param name="hosts">Names of hosts that are known without DNS.</param>
    public static IServiceCollection AddSahelWatch(
        this IServiceCollection services, IConfiguration configuration, TimeProvider clock, SahelWatchInputs? inputs = null, IReadOnlyDictionary<string, IPAddress>? hosts = null)
    {
        services.AddSingleton(clock);
        Options<SahelWatchOptions>(services, configuration, SahelWatchOptions.Section);
        Options<FeedOptions>(services, configuration, FeedOptions.Section);
        Options<StorageOptions>(services, configuration, StorageOptions.Section);
        Options<StoryOptions>(services, configuration, "SahelWatch:Stories");
        Options<DeliveryOptions>(services, configuration, "SahelWatch:Delivery");

        services.AddSingleton(p => inputs ?? Read(p.GetRequiredService<SahelWatchOptions>()));
        services.AddSingleton(p => new Stores(new CountingBlobs(BlobStore.Open(p.GetRequiredService<StorageOptions>())), p.GetRequiredService<SahelWatchOptions>().Shards));
        services.AddSingleton<IBlobs>(p => p.GetRequiredService<Stores>().Blobs);
        services.AddSingleton(p => FeedPoller.Create(p.GetRequiredService<FeedOptions>(), clock, p.GetRequiredService<ILogger<FeedPoller>>(), hosts));
        services.AddSingleton(p => new ArticleMatcher(p.GetRequiredService<SahelWatchInputs>().Watchlist));
        services.AddSingleton(p => new StoryGrouper(p.GetRequiredService<SahelWatchInputs>().Watchlist.Entries, p.GetRequiredService<StoryOptions>()));
        services.AddSingleton(p => new DigestComposer(p.GetRequiredService<SahelWatchInputs>().Watchlist.Entries));
        services.AddSingleton(p => new StoryArchive(p.GetRequiredService<Stores>(), p.GetRequiredService<StoryOptions>(), clock));
        services.AddSingleton<DigestRenderer>();
        services.AddSingleton(p => Mailers.Create(
            p.GetRequiredService<DeliveryOptions>(), p.GetRequiredService<StorageOptions>().Folder, clock, () => BlobStore.Credential(p.GetRequiredService<StorageOptions>())));
        services.AddSingleton<DigestDelivery>().AddSingleton<ReaderRegister>();
        services.AddSingleton(p => new FeedRevival(p.GetRequiredService<Stores>(), clock));
        services.AddSingleton<PollFeeds>().AddSingleton<GroupStories>().AddSingleton<SendDigests>().AddSingleton<Prune>().AddSingleton<RunLog>();
        services.AddSingleton(p => new Pipeline(
            p.GetRequiredService<PollFeeds>(), p.GetRequiredService<GroupStories>(), p.GetRequiredService<SendDigests>(), p.GetRequiredService<Prune>(),
            p.GetRequiredService<RunLog>(), p.GetRequiredService<SahelWatchInputs>(), p.GetRequiredService<SahelWatchOptions>(), clock));
        return services;
    }

    /// <exception cref="InputException">A file is missing or cannot be used.</exception>
    private static SahelWatchInputs Read(SahelWatchOptions options) => new(
        options.FeedList is { Length: > 0 } feeds ? FeedList.Read(feeds) : FeedList.Shipped,
        options.Watchlist is { Length: > 0 } watchlist ? Watchlist.Load(watchlist) : Watchlist.Shipped,
        options.Editions is { Length: > 0 } editions ? EditionList.Read(editions) : EditionList.Default);

    /// <summary>Binds a section and hands out the validated value itself: settings do not change while a process runs.</summary>
    private static void Options<T>(IServiceCollection services, IConfiguration configuration, string section)
        where T : class
    {
        services.AddOptions<T>().Bind(configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(p => p.GetRequiredService<IOptions<T>>().Value);
    }
}
