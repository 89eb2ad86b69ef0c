using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SahelWatch.Alerts.Rules;
using SahelWatch.Delivery.Webhooks;
using SahelWatch.Domain;
using SahelWatch.Inputs;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching;

namespace SahelWatch.Benchmarks.Kills.Alerts;

/// <summary>The product as it is registered, over a folder, with one rule that goes to a channel of every kind.</summary>
internal static class AlertHarness
{
    /// <summary>Slower than elsewhere: alerts are given up after a day, which must outlast the benchmark.</summary>
    public const int Speed = 20;

    /// <summary>On the real clock; longer than a sender waits for a receiver that never answers, as by default.</summary>
    public static readonly TimeSpan RealLease = TimeSpan.FromSeconds(25);

    /// <summary>Towns that a title names without doubt, each by its id and its name.</summary>
    private static readonly Lazy<IReadOnlyList<(GazetteerEntry Town, string Title)>> Attacks = new(() =>
    [
        .. from town in EntrySet.Shipped.Entries
           where town.IsPoint && town.Kind != EntryKind.Capital && EntrySet.Shipped.IsoOf(town) is ["ML" or "NE" or "BF" or "TD" or "MR"]
           let title = $"Gunmen kill 20 in attack on {EntrySet.Shipped.Name(town.Id, "en")}"
           where EntrySet.Shipped.Scan(title) is [{ Ambiguous: false, IsPeople: false } hit] && hit.Entry == town
           select (town, title),
    ]);

    public static IEnumerable<string> Towns => Attacks.Value.Select(a => EntrySet.Shipped.Name(a.Town.Id, "en")).Distinct();

    public static AlertRule Rule { get; } = new()
    {
        Id = "grave",
        Title = "Grave events",
        Thresholds = new Dictionary<string, int> { ["killed"] = 10 },
        MostADay = int.MaxValue,
        Channels = [.. Enum.GetNames<ChannelKind>().Select(kind => kind.ToLowerInvariant())],
    };

    public static ServiceProvider Open(string folder, Uri receiver, TimeProvider clock)
    {
        var settings = new Dictionary<string, string?>
        {
            ["SahelWatch:Storage:Folder"] = folder,
            ["SahelWatch:Delivery:PublicUrl"] = "https://sahelwatch.example/",
            ["SahelWatch:Delivery:AllowPrivateChannels"] = "true",
            ["SahelWatch:Delivery:Lease"] = (RealLease * Speed).ToString(),
        };
        foreach (var channel in Rule.Channels)
        {
            settings[$"SahelWatch:Delivery:Channels:{channel}:Kind"] = channel;
            settings[$"SahelWatch:Delivery:Channels:{channel}:Url"] = new Uri(receiver, $"{channel}/").AbsoluteUri;
            settings[$"SahelWatch:Delivery:Channels:{channel}:Target"] = "duty";
            settings[$"SahelWatch:Delivery:Channels:{channel}:Secret"] = "whsec_c2FoZWx3YXRjaC1hbGVydC1raWxscy1rZXk=";
        }

        return new ServiceCollection()
            .AddLogging(log => log.SetMinimumLevel(LogLevel.None))
            .AddSahelWatch(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), clock, new SahelWatchInputs([], Watchlist.Shipped, []) { Alerts = [Rule] })
            .BuildServiceProvider();
    }

    /// <summary>An attack in a town of its own, confirmed by a second outlet: an event that nothing folds into another.</summary>
    public static Story Attack(int number, DateTimeOffset now)
    {
        var (town, title) = Attacks.Value[number];
        var reports = new[] { "first", "second" }.Select(outlet => new Report
        {
            Article = new ArticleId(ContentHash.Of($"{outlet}-{number}")),
            Source = $"The {outlet}",
            Kind = "local",
            Language = "en",
            Url = new Uri($"https://{outlet}.example/{number}"),
            Title = title,
            Date = now,
            FirstSeen = now,
            Figures = [new Figure("killed", 20, "exactly", null, null, "")],
            Countries = EntrySet.Shipped.IsoOf(town),
            Themes = ["security"],
            Entities = [town.Id],
        }).ToList();
        return new Story
        {
            Id = StoryId.FoundedBy(reports[0].Article),
            Reports = reports,
            Countries = EntrySet.Shipped.IsoOf(town),
            Themes = ["security"],
            Entities = [town.Id],
            FirstReported = now,
            LastReported = now,
            Changed = now,
        };
    }
}
