using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SahelWatch.Digests.Editions;
using SahelWatch.Domain;
using SahelWatch.Inputs;
using SahelWatch.Matching;
using SahelWatch.Storage;
using SahelWatch.Stories;

namespace SahelWatch.Benchmarks.Kills;

/// <summary>The product as it is registered, over the arriving press, with a digest every hour of the fast clock.</summary>
internal static class KillHarness
{
    public const string EditionId = "daily";

    /// <summary>Of a shard, and for one mail, on the real clock: as in <see cref="Delivery.CrashChild"/>.</summary>
    private static readonly TimeSpan RealLease = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan RealTimeout = TimeSpan.FromSeconds(8);

    /// <summary>Of a grouping run with its batch, on the real clock: longer than from one kill to the next, however busy the machine is.</summary>
    private static readonly TimeSpan RealPatience = TimeSpan.FromMinutes(1);

    public static ServiceProvider Open(StorageOptions storage, int smtpPort, TimeProvider clock, IReadOnlyList<Feed> feeds, IReadOnlyList<string> readers)
    {
        var settings = new Dictionary<string, string?>
        {
            ["SahelWatch:Storage:Folder"] = storage.Folder,
            ["SahelWatch:Storage:ConnectionString"] = storage.ConnectionString,
            ["SahelWatch:Storage:Container"] = storage.Container,
            ["SahelWatch:Feeds:AllowPrivateNetworks"] = "true",
            ["SahelWatch:Feeds:RequestSpacing"] = "00:00:00", // one server plays every outlet
            ["SahelWatch:Feeds:RequestsPerHost"] = "8",
            ["SahelWatch:Delivery:Mailer"] = "Smtp",
            ["SahelWatch:Delivery:From"] = "digest@sahelwatch.example",
            ["SahelWatch:Delivery:PublicUrl"] = "https://sahelwatch.example/",
            ["SahelWatch:Delivery:Smtp:Host"] = "127.0.0.1",
            ["SahelWatch:Delivery:Smtp:Port"] = smtpPort.ToString(CultureInfo.InvariantCulture),
            ["SahelWatch:Delivery:Smtp:Security"] = "None",
            ["SahelWatch:Delivery:Smtp:Timeout"] = RealTimeout.ToString(),
            ["SahelWatch:Delivery:Lease"] = (RealLease * Delivery.FastClock.Speed).ToString(),
            ["SahelWatch:Delivery:GiveUpAfter"] = TimeSpan.FromDays(12).ToString(), // a day passes in five minutes here
        };
        var edition = new Edition
        {
            Id = EditionId,
            Title = "Sahel",
            TimeZone = TimeZoneInfo.Utc,
            SendAt = [.. Enumerable.Range(0, 24).Select(hour => new TimeOnly(hour, 0))],
            Readers = readers,
        };
        var services = new ServiceCollection()
            .AddLogging(log => log.SetMinimumLevel(LogLevel.None))
            .AddSahelWatch(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), clock, new SahelWatchInputs(feeds, Watchlist.Shipped, [edition]))
            .BuildServiceProvider();
        services.GetRequiredService<StoryOptions>().Patience = RealPatience * Delivery.FastClock.Speed;
        return services;
    }
}
