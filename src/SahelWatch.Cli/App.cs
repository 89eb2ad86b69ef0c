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

/// <summary>The application for one command, with settings from local.settings.json and the environment, overridden by the command line.</summary>
internal sealed class App : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private App(ServiceProvider services) => _services = services;

    public Pipeline Pipeline => _services.GetRequiredService<Pipeline>();

    /// <summary>Where everything is stored, for messages.</summary>
    public StorageOptions Storage => _services.GetRequiredService<StorageOptions>();

    public static App Build(ParseResult line) => Build(line, line.GetValue(GlobalOptions.Data)?.FullName, null, null);

    /// <param name="data">The folder to store everything in; null for the storage in the settings.</param>
    public static App Build(ParseResult line, string? data, SahelWatchInputs? inputs, IReadOnlyDictionary<string, IPAddress>? hosts)
    {
        var configuration = AddSettings(new ConfigurationBuilder(), line, data, allowPrivate: hosts is not null).Build();
        var services = new ServiceCollection()
            .AddLogging(log => log.AddFilter("SahelWatch", LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning).AddProvider(new StandardErrorLog()))
            .AddSahelWatch(configuration, ClockOf(line), inputs, hosts, Named(line));
        return new App(services.BuildServiceProvider());
    }

    /// <summary>A reader of filters that knows the operator's own place names.</summary>
    public async Task<QueryReader> QueriesAsync(CancellationToken cancellationToken) =>
        new((await Pipeline.InputsAsync(cancellationToken)).Watchlist.Entries, Get<TimeProvider>().GetUtcNow());

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    public static TimeProvider ClockOf(ParseResult line) => line.GetValue(GlobalOptions.Now) is { } now ? new ShiftedClock(now) : TimeProvider.System;

    /// <summary>The settings of every verb: local.settings.json and the environment, overridden by the command line.</summary>
    public static IConfigurationBuilder AddSettings(IConfigurationBuilder configuration, ParseResult line, string? data, bool allowPrivate) =>
        configuration.AddLocalSettings(Environment.CurrentDirectory).AddInMemoryCollection(Overrides(line, data, allowPrivate));

    /// <summary>The command line as settings; the configuration files in a data folder take precedence over those in the settings.</summary>
    private static Dictionary<string, string?> Overrides(ParseResult line, string? data, bool allowPrivate)
    {
        var overrides = new Dictionary<string, string?>();
        if (data is not null)
        {
            overrides[$"{StorageOptions.Section}:{nameof(StorageOptions.Folder)}"] = data;
            // A folder on the command line takes precedence over an account in the settings.
            overrides[$"{StorageOptions.Section}:{nameof(StorageOptions.ConnectionString)}"] = null;
            overrides[$"{StorageOptions.Section}:{nameof(StorageOptions.AccountUri)}"] = null;
        }

        if (line.GetValue(GlobalOptions.Storage) is { } account)
        {
            var isAzurite = account.Equals(GlobalOptions.Azurite, StringComparison.OrdinalIgnoreCase);
            overrides[$"{StorageOptions.Section}:{nameof(StorageOptions.ConnectionString)}"] = isAzurite ? GlobalOptions.Azurite : null;
            overrides[$"{StorageOptions.Section}:{nameof(StorageOptions.AccountUri)}"] = isAzurite ? null : account;
            overrides[$"{StorageOptions.Section}:{nameof(StorageOptions.Credential)}"] = nameof(StorageCredential.AzureCli);
        }

        var folder = data ?? Path.GetFullPath("data");
        foreach (var (file, path) in InputFile.All.Select(file => (file, Path.Combine(folder, file))).Where(f => File.Exists(f.Item2)))
            overrides[InputFile.SettingOf(file)] = path;
        if (allowPrivate || line.GetValue(GlobalOptions.AllowPrivate))
        {
            overrides[$"{FeedOptions.Section}:{nameof(FeedOptions.AllowPrivateNetworks)}"] = "true";
            overrides[$"{DeliveryOptions.Section}:{nameof(DeliveryOptions.AllowPrivateChannels)}"] = "true";
        }

        return overrides;
    }

    public static IReadOnlyDictionary<string, string> Named(ParseResult line) => new Dictionary<string, FileInfo?>
    {
        [InputFile.Feeds] = line.GetValue(GlobalOptions.Feeds),
        [InputFile.Watchlist] = line.GetValue(GlobalOptions.Watchlist),
        [InputFile.Editions] = line.GetValue(GlobalOptions.Editions),
        [InputFile.Alerts] = line.GetValue(GlobalOptions.Alerts),
    }.Where(f => f.Value is not null).ToDictionary(f => f.Key, f => f.Value!.FullName);
}
