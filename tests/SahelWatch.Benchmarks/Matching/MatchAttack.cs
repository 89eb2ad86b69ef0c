using System.Globalization;
using SahelWatch.Language;
using SahelWatch.Matching;

namespace SahelWatch.Benchmarks.Matching;

/// <summary>
/// <c>attack-match [--fuzz N]</c>: texts of 200 kB of one construct repeated without end, and texts put together at random from the same constructs, through
/// language detection, folding, matching, sentences and words. Fails where one text takes more than 100 ms of processor time; prints the slowest.
/// </summary>
internal static class MatchAttack
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
    ];

    private static readonly ArticleMatcher Matcher = new(Watchlist.Shipped);

    public static Task<int> Run(string[] args)
    {
        var results = new List<(string Name, TimeSpan Taken)>();
        foreach (var construct in Constructs)
            Judge(Repeated(construct, Length / 100)); // until all is compiled
        foreach (var construct in Constructs)
            results.Add(($"{construct.ReplaceLineEndings("\\n")} repeated", Cost(Repeated(construct, Length))));
        for (var seed = 0; seed < Arguments.Number(args, "--fuzz", 200); seed++)
            results.Add((string.Create(CultureInfo.InvariantCulture, $"seed {seed}"), Cost(Mixed(seed))));
        Console.WriteLine($"the slowest of {results.Count} texts of {Length:N0} characters:");
        foreach (var (name, taken) in results.OrderByDescending(r => r.Taken).Take(Shown))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{taken.TotalMilliseconds,7:0.0} ms  {name}"));
        return Task.FromResult(results.Exists(r => r.Taken > Slow) ? 1 : 0);
    }

    private static TimeSpan Cost(string text)
    {
        var before = Environment.CpuUsage.TotalTime;
        Judge(text);
        return Environment.CpuUsage.TotalTime - before;
    }

    private static int Judge(string text) =>
        Matcher.Match(text, text, text, LanguageDetector.Detect(text, text, text, null)).Why.Count + Sentences.Of(text).Count + Words.Of(text).Count;

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
