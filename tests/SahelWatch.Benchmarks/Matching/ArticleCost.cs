using System.Globalization;
using SahelWatch.Domain;
using SahelWatch.Feeds;
using SahelWatch.Language;
using SahelWatch.Matching;

namespace SahelWatch.Benchmarks.Matching;

/// <summary>
/// What telling the language of an article and judging it costs, on the text that the poll benchmark serves, against a plain pass over the same characters.
/// </summary>
internal static class ArticleCost
{
    private const int Feeds = 60; // of each kind: two megabytes or so
    private const int Rounds = 40; // the cheapest of so many: whatever else the machine does only adds

    private static readonly ArticleMatcher Matcher = new(Watchlist.Shipped);

    public static void Print()
    {
        foreach (var (what, first, step) in new[]
            { ("irrelevant, en", 3, 3), ("irrelevant, fr", 1, 3), ("irrelevant, ar", 2, 3), ("relevant, all", 0, FeedServer.Relevant) })
        {
            var numbers = Enumerable.Range(0, 2 * Feeds).Select(i => first + i * step).Where(n => (n % FeedServer.Relevant == 0) == (first == 0)).Take(Feeds);
            Row(what, [.. numbers.SelectMany(n => FeedParser.Parse(FeedServer.Body(n), null, null).Entries)]);
        }
    }

    private static void Row(string what, FeedEntry[] entries)
    {
        var kept = entries.Count(e => Match(e) > 0);
        foreach (var work in new Func<FeedEntry, int>[] { Pass, Language, Match }) // until the compiler has done its best
            Cheapest(entries, work);
        var (pass, language, match) = (Cheapest(entries, Pass), Cheapest(entries, Language), Cheapest(entries, Match));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {entries.Length} articles ({kept} kept), {entries.Sum(e => e.Title.Length + e.Summary.Length + e.Content.Length):N0} characters; ns a character (times a plain pass): plain pass {pass:0.00}, language {language:0.00} ({language / pass:0.0}), language and verdict {match:0.00} ({match / pass:0.0})"));
    }

    private static int Pass(FeedEntry entry) => Pass(entry.Title) + Pass(entry.Summary) + Pass(entry.Content);

    private static int Pass(string text)
    {
        var spaces = 0;
        foreach (var c in text)
            spaces += c == ' ' ? 1 : 0;
        return spaces;
    }

    private static int Language(FeedEntry entry) => LanguageDetector.Detect(entry.Title, entry.Summary, entry.Content, entry.Language).Length;

    private static int Match(FeedEntry entry) =>
        Matcher.Match(entry.Title, entry.Summary, entry.Content,
            () => LanguageDetector.Detect(entry.Title, entry.Summary, entry.Content, entry.Language)).Relevant ? 1 : 0;

    /// <returns>Nanoseconds of processor time a character.</returns>
    private static double Cheapest(FeedEntry[] entries, Func<FeedEntry, int> work)
    {
        var (cheapest, sum) = (TimeSpan.MaxValue, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            foreach (var entry in entries)
                sum += work(entry);
            var cost = Environment.CpuUsage.TotalTime - before;
            cheapest = cost < cheapest ? cost : cheapest;
        }

        return sum < 0 ? double.NaN : cheapest.TotalNanoseconds / entries.Sum(e => (long)e.Title.Length + e.Summary.Length + e.Content.Length);
    }
}
