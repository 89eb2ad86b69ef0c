using System.Text;
using System.Text.RegularExpressions;
using BenchmarkDotNet.Attributes;
using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Benchmarks.Micro;

/// <summary>
/// <c>match</c>: finds names in a text by the index, folding included, against a compiled regular expression of the same names over the text folded beforehand,
/// so that both look for the same spellings.
/// </summary>
public class NamesBenchmark
{
    private static readonly string Text = string.Concat(Enumerable.Repeat(
        "OUAGADOUGOU - Gunmen stormed an army camp near Djibo before dawn, killing at least fifteen soldiers, two security sources said. "
        + "Le gouvernement malien a annoncé lundi la reprise des convois entre Kayes et Bamako, sous escorte de l'armée. "
        + "أعلنت السلطات في النيجر أن الفيضانات أدت إلى نزوح آلاف الأشخاص في منطقة تيلابيري خلال الأسبوع الماضي. ", 60));

    private readonly FoldedText _folded = FoldedText.Of("");
    private readonly List<PhraseHit<string>> _hits = [];
    private string _textFolded = "";
    private PhraseIndex<string> _index = new([]);
    private Regex _expression = new("");

    [Params(100, 1_000, 10_000)]
    public int Names { get; set; }

    [GlobalSetup]
    public void Build()
    {
        var all = EntrySet.Shipped.Entries.SelectMany(e => e.Names.Values.Concat(e.People.Values)).SelectMany(n => n).Concat(MadeUp(10_000))
            .Distinct(StringComparer.Ordinal).ToArray();
        var names = all.Where((_, i) => i % (10_000 / Names) == 0).Take(Names).ToArray();
        _index = new(names.Select(n => new Phrase<string>(n, n, AnyArticle: true)));
        var keys = names.Select(FoldedText.Fold).Distinct(StringComparer.Ordinal).OrderByDescending(n => n.Length);
        _expression = new Regex($@"\b(?:{string.Join('|', keys.Select(Regex.Escape))})\b", RegexOptions.Compiled | RegexOptions.CultureInvariant);
        _textFolded = FoldedText.Fold(Text);
    }

    [Benchmark(Baseline = true)]
    public int Expression() => _expression.Count(_textFolded);

    [Benchmark]
    public int Index()
    {
        _folded.Reset(Text);
        _hits.Clear();
        _index.Scan(_folded, _hits);
        return _hits.Count;
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
}
