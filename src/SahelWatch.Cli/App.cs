using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SahelWatch.Catalogue;
using SahelWatch.Delivery;
using SahelWatch.Inputs;
using SahelWatch.Polling;
using SahelWatch.Settings;
using SahelWatch.Storage;

namespace SahelWatch.Cli;

/// <summary>The parts put together for one command: settings from local.settings.json and the environment, under what the command line says.</summary>
internal sealed class App : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private App(ServiceProvider services) => _services = services;

    public Pipeline Pipeline => _services.GetRequiredService<Pipeline>();

    /// <summary>Where things are kept, for people.</summary>
    public StorageOptions Storage => _services.GetRequiredService<StorageOptions>();

    public static App Build(ParseResult line) => Build(line, line.GetValue(GlobalOptions.Data)?.FullName, null, null);

    /// <param name="data">The folder to keep everything in; null where the settings say.</param>
    public static App Build(ParseResult line, string? data, SahelWatchInputs? inputs, IReadOnlyDictionary<string, IPAddress>? hosts)
    {
        var configuration = AddSettings(new ConfigurationBuilder(), line, data, allowPrivate: hosts is not null).Build();
        var services = new ServiceCollection()
            .AddLogging(log => log.AddFilter("SahelWatch", LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning).AddProvider(new StandardErrorLog()))
            .AddSahelWatch(configuration, ClockOf(line), inputs, hosts, Named(line));
        return new App(services.BuildServiceProvider());
    }

    /// <summary>Reads filters, with the operator's own names of places.</summary>
    public async Task<QueryReader> QueriesAsync(CancellationToken cancellationToken) =>
        new((await Pipeline.InputsAsync(cancellationToken)).Watchlist.Entries, Get<TimeProvider>().GetUtcNow());

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    public static TimeProvider ClockOf(ParseResult line) => line.GetValue(GlobalOptions.Now) is { } now ? new ShiftedClock(now) : TimeProvider.System;

    /// <summary>The settings of every verb: local.settings.json and the environment, under what the command line says.</summary>
    public static IConfigurationBuilder AddSettings(IConfigurationBuilder configuration, ParseResult line, string? data, bool allowPrivate) =>
        configuration.AddLocalSettings(Environment.CurrentDirectory).AddInMemoryCollection(Said(line, data, allowPrivate));

    /// <summary>What the command line says, as settings; a data folder brings its own feed list and editions where it has them.</summary>
    private static Dictionary<string, string?> Said(ParseResult line, string? data, bool allowPrivate)
    {
        var said = new Dictionary<string, string?>();
        if (data is not null)
        {
            said[$"{StorageOptions.Section}:{nameof(StorageOptions.Folder)}"] = data;
            // A folder that is named on the command line is meant, whatever account the settings name.
            said[$"{StorageOptions.Section}:{nameof(StorageOptions.ConnectionString)}"] = null;
            said[$"{StorageOptions.Section}:{nameof(StorageOptions.AccountUri)}"] = null;
        }

        if (line.GetValue(GlobalOptions.Storage) is { } account)
        {
            var isAzurite = account.Equals(GlobalOptions.Azurite, StringComparison.OrdinalIgnoreCase);
            said[$"{StorageOptions.Section}:{nameof(StorageOptions.ConnectionString)}"] = isAzurite ? GlobalOptions.Azurite : null;
            said[$"{StorageOptions.Section}:{nameof(StorageOptions.AccountUri)}"] = isAzurite ? null : account;
            said[$"{StorageOptions.Section}:{nameof(StorageOptions.Credential)}"] = nameof(StorageCredential.AzureCli);
        }

        var folder = data ?? Path.GetFullPath("data");
        Say(nameof(SahelWatchOptions.FeedList), Existing(folder, InputFile.Feeds));
        Say(nameof(SahelWatchOptions.Watchlist), Existing(folder, InputFile.Watchlist));
        Say(nameof(SahelWatchOptions.Editions), Existing(folder, InputFile.Editions));
        Say(nameof(SahelWatchOptions.Alerts), Existing(folder, InputFile.Alerts));
        Say(nameof(SahelWatchOptions.Severity), Existing(folder, InputFile.Severity));
        Say(nameof(SahelWatchOptions.Gazetteer), Existing(folder, InputFile.Gazetteer));
        if (allowPrivate || line.GetValue(GlobalOptions.AllowPrivate))
        {
            said[$"{FeedOptions.Section}:{nameof(FeedOptions.AllowPrivateNetworks)}"] = "true";
            said[$"{DeliveryOptions.Section}:{nameof(DeliveryOptions.AllowPrivateChannels)}"] = "true";
        }

        return said;

        void Say(string option, string? value)
        {
            if (value is not null)
                said[$"{SahelWatchOptions.Section}:{option}"] = value;
        }
    }

    public static NamedInputs Named(ParseResult line) => new(
        line.GetValue(GlobalOptions.Feeds)?.FullName, line.GetValue(GlobalOptions.Watchlist)?.FullName, line.GetValue(GlobalOptions.Editions)?.FullName,
        line.GetValue(GlobalOptions.Alerts)?.FullName);

    private static string? Existing(string folder, string file) => Path.Combine(folder, file) is var path && File.Exists(path) ? path : null;
}
