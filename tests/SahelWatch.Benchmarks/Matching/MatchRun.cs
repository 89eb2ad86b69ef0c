using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching;

namespace SahelWatch.Benchmarks.Matching;

/// <summary>
/// <c>match</c>: finding names by the index, folding included, against a compiled regular expression of the same names over the same text (folded
/// beforehand, so that both look for the same spellings); the cost by the number of names; bytes allocated per article; the cost of whole articles.
/// </summary>
internal static class MatchRun
{
    private const int MostArticles = 20; // the regular expression would take minutes over more
    private const int Rounds = 5; // the fastest of so many: whatever else the machine does only adds

    public static Task<int> Run(string[] args)
    {
        var text = Text(args.Length > 0 ? args[0] : null);
        var names = EntrySet.Shipped.Entries.SelectMany(e => e.Names.Values.Concat(e.People.Values)).SelectMany(n => n).Distinct(StringComparer.Ordinal)
            .ToArray();
        Console.WriteLine($"text: {text.Length:N0} characters; gazetteer: {names.Length:N0} names and people forms");
        Compare(names, text);
        var more = names.Concat(MadeUp(10_000)).Distinct(StringComparer.Ordinal).ToArray();
        foreach (var count in new[] { 100, 1_000, 10_000 })
            Compare([.. more.Where((_, i) => i % (10_000 / count) == 0).Take(count)], text);
        Allocations();
        ArticleCost.Print();
        return Task.FromResult(0);
    }

    private static void Compare(string[] names, string text)
    {
        var index = new PhraseIndex<string>(names.Select(n => new Phrase<string>(n, n, AnyArticle: true)));
        var folded = FoldedText.Of("");
        var hits = new List<PhraseHit<string>>();
        var ours = Fastest(() =>
        {
            folded.Reset(text);
            hits.Clear();
            index.Scan(folded, hits);
        });

        var keys = names.Select(n => FoldedText.Fold(n)).Distinct(StringComparer.Ordinal).OrderByDescending(n => n.Length);
        var plain = new Regex($@"\b(?:{string.Join('|', keys.Select(Regex.Escape))})\b", RegexOptions.Compiled | RegexOptions.CultureInvariant);
        var textFolded = FoldedText.Fold(text);
        var regex = Fastest(() => _ = plain.Count(textFolded));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{names.Length,6:N0} names: index {PerCharacter(ours, text)} ({hits.Count} found), regex {PerCharacter(regex, text)} ({plain.Count(textFolded)} found) = {regex / ours:0.0} times"));
    }

    private static void Allocations()
    {
        const int articles = 1_000;
        var matcher = new ArticleMatcher(Watchlist.Shipped);
        foreach (var (what, title, text) in new[]
        {
            ("no name", "Ministers meet in Lisbon", string.Concat(Enumerable.Repeat("The talks went on for a second day and nothing was said. ", 40))),
            ("names in the title", "Burkina Faso: attack on Djibo", string.Concat(Enumerable.Repeat("The army said that soldiers had held the town. ", 40))),
        })
        {
            matcher.Match(title, "", text, "en");
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < articles; i++)
                matcher.Match(title, "", text, "en");
            Console.WriteLine(
                $"allocated per article of {title.Length + text.Length:N0} characters, {what}: {(GC.GetAllocatedBytesForCurrentThread() - before) / articles} bytes (the result)");
        }
    }

    private static string PerCharacter(double seconds, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{seconds / text.Length * 1e9:0.00} ns a character");

    private static double Fastest(Action action)
    {
        action();
        var fastest = double.MaxValue;
        for (var i = 0; i < Rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            action();
            fastest = Math.Min(fastest, watch.Elapsed.TotalSeconds);
        }

        return fastest;
    }

    /// <summary>Pronounceable names of two or three syllables and more, always the same.</summary>
    private static IEnumerable<string> MadeUp(int count)
    {
        string[] syllables = ["ba", "di", "gou", "ka", "ko", "lo", "ma", "na", "ou", "ra", "sa", "ti", "za", "fe", "ji", "dou", "gui", "bo", "da", "te"];
        for (var i = 0; i < count; i++)
        {
            var name = new StringBuilder(i % 2 == 0 ? "tin " : "");
            for (var rest = i + 40; rest > 0; rest /= syllables.Length)
                name.Append(syllables[rest % syllables.Length]);
            yield return name.ToString();
        }
    }

    /// <summary>The articles of a JSON-lines file, or a few sentences of three languages many times over.</summary>
    private static string Text(string? path) => path is not null
        ? string.Join('\n', File.ReadLines(path).Take(MostArticles).Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement)
            .Select(a => $"{a.GetProperty("title").GetString()}\n{a.GetProperty("text").GetString()}"))
        : string.Concat(Enumerable.Repeat(
            "OUAGADOUGOU - Gunmen stormed an army camp near Djibo before dawn, killing at least fifteen soldiers, two security sources said. "
            + "Le gouvernement malien a annoncé lundi la reprise des convois entre Kayes et Bamako, sous escorte de l'armée. "
            + "أعلنت السلطات في النيجر أن الفيضانات أدت إلى نزوح آلاف الأشخاص في منطقة تيلابيري خلال الأسبوع الماضي. ", 60));
}
