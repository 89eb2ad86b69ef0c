using System.Globalization;
using SahelWatch.Domain;
using SahelWatch.Language;
using SahelWatch.Matching;
using SahelWatch.Stories.Copies;
using SahelWatch.Stories.Figures;
using SahelWatch.Stories.Sketching;

namespace SahelWatch.Benchmarks;

/// <summary>
/// <c>attack-text [--fuzz N] [--from SEED]</c>: runs texts of 200 kB that repeat one construct, and random combinations of the same constructs, through matching (with
/// language detection, sentences and words), figure extraction and the sketches for grouping. Fails if one of the three takes more than 100 ms of CPU time for
/// a text; prints the slowest.
/// </summary>
internal static class TextAttack
{
    private const int Length = 200_000;
    private const int Shown = 10; // of the slowest
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(100);

    private static readonly string[] Constructs =
    [
        "Mali ", "Mali", "Chad Niger Gao ", "Mali\n", "مالي والنيجر ", "مالي", "والنيجر", "Mali Xyzzy Gao ", "Mopti Gao ", "(Mali ", "Malian border ",
            "read also Mali ",
        "Chad Smith, ", "in Chad ", "to Timbuktu ", "Mali, France, ", "Niger State ", "town of Gao ", "killed ", "attack", "l'", "œ", "é", "e\u0301", "\u0640",
            "!", "!a ", ".a", "a. ", "a.b.", "...x", "» ", " ", "\n",
        "\u200f", "، ", "وبال", "و", "😀", "'", "-", "Say ", "AES ", "Sahel ", "https://a.example/", "1,000 ", "\0", "rue de Bamako ", "وزير خارجية مالي ",
            "Goïta ",
        "the army said 12 soldiers killed and ", "selon l'armée 12 soldats tués et ", "killed 12, 13 dead, ", "Mali 5 soldiers killed ", "قتل 12 جنديا و",
        "twenty-one ", "deux cent ", "of whom 3 ", "(JF) were killed, ", "not 12 but 2 dead ", "15 000 000 ", "مئتا ",
    ];

    private static readonly ArticleMatcher Matcher = new(Watchlist.Shipped);

    private static readonly SketchReader Sketches = new(Watchlist.Shipped.Entries);

    public static Task<int> Run(string[] args)
    {
        var results = new List<(string Name, TimeSpan Taken)>();
        foreach (var construct in Constructs)
            foreach (var (_, stage) in Stages)
                stage(Repeated(construct, Length / 100)); // so that everything is compiled
        foreach (var construct in Constructs)
            results.AddRange(Costs($"{construct.ReplaceLineEndings("\\n")} repeated", Repeated(construct, Length)));
        var (from, fuzzed) = (Arguments.Number(args, "--from", 0), Arguments.Number(args, "--fuzz", 200));
        for (var seed = from; seed < from + fuzzed; seed++)
            results.AddRange(Costs(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"), Mixed(seed)).Where(r => r.Taken > Slow / 10));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Constructs.Length} constructs and {fuzzed} fuzzed texts of {Length:N0} characters; the slowest:"));
        foreach (var (name, taken) in results.OrderByDescending(r => r.Taken).Take(Shown))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{taken.TotalMilliseconds,7:0.0} ms  {name}"));
        return Task.FromResult(results.Exists(r => r.Taken > Slow) ? 1 : 0);
    }

    private static readonly (string Name, Action<string> Run)[] Stages =
    [
        ("match", text =>
        {
            Matcher.Match(text, text, text, LanguageDetector.Detect(text, null));
            _ = Sentences.Of(text).Count + Words.Of(text).Count;
        }),
        ("figures", text => FigureExtractor.Extract(text, text, text, LanguageDetector.Detect(text, null))),
        ("group", text => Sketches.Read(ArticleOf(text), new Boilerplate())),
    ];

    private static IEnumerable<(string Name, TimeSpan Taken)> Costs(string name, string text)
    {
        foreach (var (stage, run) in Stages)
        {
            var before = Environment.CpuUsage.TotalTime;
            run(text);
            yield return ($"{stage}: {name}", Environment.CpuUsage.TotalTime - before);
        }
    }

    private static Article ArticleOf(string text) => new()
    {
        Id = ArticleId.From("a"),
        Feed = FeedId.From(new Uri("https://a.example/feed")),
        Source = "A",
        Url = new Uri("https://a.example/1"),
        Title = text[..200],
        Text = text,
        Language = LanguageDetector.Detect(text, null),
        FirstSeen = DateTimeOffset.UnixEpoch,
        Match = new Match { Relevant = true, Score = 1 },
    };

    private static string Repeated(string construct, int length) => string.Concat(Enumerable.Repeat(construct, length / construct.Length + 1))[..length];

    private static string Mixed(int seed)
    {
        var random = new Random(seed);
        var few = random.GetItems(Constructs, random.Next(1, 8));
        var text = new System.Text.StringBuilder();
        while (text.Length < Length)
            text.Append(few[random.Next(few.Length)]);
        return text.ToString(0, Length);
    }
}
