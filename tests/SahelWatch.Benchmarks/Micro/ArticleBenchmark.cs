using BenchmarkDotNet.Attributes;
using SahelWatch.Domain;
using SahelWatch.Feeds;
using SahelWatch.Language;
using SahelWatch.Matching;

namespace SahelWatch.Benchmarks.Micro;

/// <summary>
/// <c>match</c>: tells the language of articles and judges them, on the text that the poll benchmark serves, against a plain pass over the same characters.
/// </summary>
public class ArticleBenchmark
{
    private const int Feeds = 60; // of each kind: two megabytes or so

    private readonly ArticleMatcher _matcher = new(Watchlist.Shipped);
    private FeedEntry[] _entries = [];

    [Params("irrelevant, en", "irrelevant, fr", "irrelevant, ar", "relevant")]
    public string Articles { get; set; } = "";

    [GlobalSetup]
    public void Read()
    {
        var relevant = Articles == "relevant";
        var (first, step) = Articles switch
        {
            "irrelevant, en" => (3, 3),
            "irrelevant, fr" => (1, 3),
            "irrelevant, ar" => (2, 3),
            _ => (0, FeedServer.Relevant),
        };
        var numbers = Enumerable.Range(0, 2 * Feeds).Select(i => first + (i * step)).Where(n => (n % FeedServer.Relevant == 0) == relevant).Take(Feeds);
        _entries = [.. numbers.SelectMany(n => FeedParser.Parse(FeedServer.Body(n), null, null).Entries)];
    }

    [Benchmark(Baseline = true)]
    public int PlainPass() => _entries.Sum(e => Spaces(e.Title) + Spaces(e.Summary) + Spaces(e.Content));

    [Benchmark]
    public int Language() => _entries.Sum(e => LanguageOf(e).Length);

    [Benchmark]
    public int LanguageAndVerdict() => _entries.Count(e => _matcher.Match(e.Title, e.Summary, e.Content, () => LanguageOf(e)).Relevant);

    private static string LanguageOf(FeedEntry entry) => LanguageDetector.Detect($"{entry.Title}\n{entry.Summary}\n{entry.Content}", entry.Language);

    private static int Spaces(string text)
    {
        var spaces = 0;
        foreach (var c in text)
            spaces += c == ' ' ? 1 : 0;
        return spaces;
    }
}
