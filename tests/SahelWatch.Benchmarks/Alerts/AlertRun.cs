using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using SahelWatch.Alerts;
using SahelWatch.Alerts.Rules;
using SahelWatch.Benchmarks.Storage;
using SahelWatch.Digests.Composing;
using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Domain;
using SahelWatch.Matching;
using SahelWatch.Storage;
using SahelWatch.Stories;

namespace SahelWatch.Benchmarks.Alerts;

/// <summary>
/// <c>alerts [-v] [CORPUS.jsonl…|year [SEED]]</c>: polls labelled articles as they are published, every quarter of an hour, groups and judges them with the
/// sample rule, and says which events were alerted: of those that must be, of those that never may, and how often. Without arguments a generated year.
/// </summary>
internal static class AlertRun
{
    private const int Deaths = 10;

    /// <summary>Events of the fortnight's labels that no count of dead tells: coups, attempted coups, aid workers abducted; and those that are no news.</summary>
    private static readonly HashSet<string> Grave = ["g03", "g07", "h06"], NoNews = ["g10", "g11", "g12", "g13", "g60", "h13", "h24", "h37"];

    private static readonly TimeSpan Poll = TimeSpan.FromMinutes(15);

    public static async Task<int> Run(string[] args)
    {
        var files = args.Where(a => a != "-v").ToList();
        var seed = files is ["year", var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 1;
        if (files is [] or ["year", ..])
            return await MeasureAsync(GeneratedYear.Of(seed), args.Contains("-v"));
        return await MeasureAsync([.. files.SelectMany(LabelledArticle.Read).OrderBy(a => a.Published)], args.Contains("-v"));
    }

    private static async Task<int> MeasureAsync(IReadOnlyList<LabelledArticle> articles, bool verbose)
    {
        var rule = AlertList.Parse(AlertList.Sample, "alerts.yaml")[0] with { MostADay = 100 };
        var stores = new Stores(new CountingBlobs(new MemoryBlobs()));
        var sent = await SentAsync(stores, rule, articles);
        var labels = articles.DistinctBy(a => ArticleId.From(a.Url.AbsoluteUri)).ToDictionary(a => ArticleId.From(a.Url.AbsoluteUri));
        var events = articles.GroupBy(a => a.EventId).ToDictionary(g => g.Key, g => g.ToList());
        var must = events.Where(e => IsGrave(e.Key, e.Value)).Select(e => e.Key).ToHashSet();
        var told = sent.Select(a => (Alert: a, Event: EventOf(a, labels))).ToList();
        var first = told.Where(t => t.Alert.Items[0].Kind is AlertKind.New or AlertKind.Growth).ToList();
        var found = first.Select(t => t.Event).ToHashSet();
        var wrong = first.Where(t => IsNoNews(t.Event, events[t.Event])).ToList();
        var again = first.GroupBy(t => t.Event).Where(g => g.Count() > 1).ToList();
        Print($"{articles.Count} articles of {events.Count} events over {(articles[^1].Published - articles[0].Published).TotalDays:0} days");
        Print($"recall     {must.Count(found.Contains)} of {must.Count} that must be told ({(double)must.Count(found.Contains) / Math.Max(1, must.Count):0.000})");
        Print($"precision  {wrong.Count} of {first.Count} alerts on bulletins, anniversaries, trials, drills, denials, foreign events ({1 - ((double)wrong.Count / Math.Max(1, first.Count)):0.000})");
        Print($"once       {again.Count} events told anew; {told.Count - first.Count} follow-ups and corrections; {told.Count(t => t.Alert.Items[0].OneSource)} on one source");
        foreach (var id in must.Where(id => !found.Contains(id)).Order(StringComparer.Ordinal))
            Print($"  missed {id}: {events[id][0].Title} ({await StoryOfAsync(stores, id, events[id], labels)})");
        foreach (var (alert, id) in verbose ? told : [.. wrong, .. again.SelectMany(g => g)])
            Print($"  {(must.Contains(id) ? "must " : IsNoNews(id, events[id]) ? "WRONG" : "may  ")} {alert.At:MM-dd HH:mm} {alert.Items[0].Kind,-10} {id,-8} {alert.Items[0].Story.Headline.Text}");
        return wrong.Count == 0 && again.Count == 0 && must.IsSubsetOf(found) ? 0 : 1;
    }

    private static bool IsGrave(string id, List<LabelledArticle> reports) =>
        reports[0].Relevant && !IsNoNews(id, reports) && (reports.Max(r => r.Toll?.Killed) >= Deaths || Grave.Contains(id) || id.StartsWith("grave", StringComparison.Ordinal));

    private static bool IsNoNews(string id, List<LabelledArticle> reports) =>
        !reports[0].Relevant || NoNews.Contains(id) || id.StartsWith("quiet", StringComparison.Ordinal);

    private static async Task<IReadOnlyList<Alert>> SentAsync(Stores stores, AlertRule rule, IReadOnlyList<LabelledArticle> articles)
    {
        var (matcher, options) = (new ArticleMatcher(Watchlist.Shipped), new StoryOptions());
        var clock = new FastForward();
        var group = new GroupStories(new StoryGrouper(Watchlist.Shipped.Entries, options), options, stores, clock, NullLogger<GroupStories>.Instance);
        var decide = new DecideAlerts(
            Watchlist.Shipped.Entries, SeverityTable.Shipped, new AlertComposer(new DigestComposer(Watchlist.Shipped.Entries, SeverityTable.Shipped), null), stores,
            NullLogger<DecideAlerts>.Instance);
        var waiting = new Queue<LabelledArticle>(articles);
        for (clock.Now = articles[0].Published; clock.Now < articles[^1].Published.AddHours(2); clock.Now += Poll)
        {
            var due = new List<Article>();
            while (waiting.TryPeek(out var next) && next.Published <= clock.Now)
            {
                if (waiting.Dequeue().Kept(matcher) is { } kept)
                    due.Add(kept with { FirstSeen = clock.Now });
            }

            if (due.Count > 0)
            {
                await stores.Articles.AppendAsync(due, clock.Now, CancellationToken.None);
                await group.RunAsync(CancellationToken.None);
            }

            await decide.RunAsync([rule], clock.Now, CancellationToken.None);
        }

        return (await stores.Alerts.StateAsync(CancellationToken.None))!.Rules[0].Outbox;
    }

    /// <summary>What became of a missed event: dropped by matching, grouped with others, or not judged grave.</summary>
    private static async Task<string> StoryOfAsync(Stores stores, string id, List<LabelledArticle> reports, Dictionary<ArticleId, LabelledArticle> labels)
    {
        var articles = reports.Select(r => ArticleId.From(r.Url.AbsoluteUri)).ToHashSet();
        var since = reports[0].Published;
        var stories = (await stores.Stories.ChangedAsync(since, since.AddDays(1), CancellationToken.None))
            .Where(s => s.MergedInto is null && s.Reports.Any(r => articles.Contains(r.Article))).ToList();
        var others = stories.SelectMany(s => s.Reports).Select(r => labels[r.Article].EventId).Where(e => e != id).Distinct().ToList();
        return stories.Count == 0 ? "not relevant" : others.Count > 0 ? $"grouped with {string.Join(", ", others)}"
            : string.Join("; ", stories.Select(s => $"own story: {string.Join(", ", s.Reports.SelectMany(r => r.Figures).Select(f => $"{f.Value} {f.Kind}").Distinct())}"));
    }

    /// <summary>The event that its headline is about.</summary>
    private static string EventOf(Alert alert, Dictionary<ArticleId, LabelledArticle> labels) => labels[alert.Items[0].Story.Headline.Article].EventId;

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private sealed class FastForward : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
