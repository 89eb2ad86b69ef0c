using System.Text.RegularExpressions;
using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;
using YamlDotNet.RepresentationModel;

namespace SahelWatch.Stories.Sketching;

/// <summary>
/// Recognises articles about several events (weekly logs, situation reports, news in brief) by their title, by the places they name, and by the labels of
/// their parts: "Mali: eleven dead near Ansongo. Niger: 34 captives freed."
/// </summary>
internal static partial class RoundupJudge
{
    private const int FewestParts = 3; // places or labels; in at least two countries: "prices this week in Mali" is a single report
    private const int Searched = 4_000; // characters of the text; a log shows its labels from the start

    private static readonly Lazy<string[]> Phrases = new(Read);

    /// <param name="named">Everything that the article names.</param>
    public static bool IsRoundup(string title, string text, IReadOnlyCollection<GazetteerEntry> named)
    {
        var labels = Label().Matches(text[..Math.Min(text.Length, Searched)]).Select(l => FoldedText.Fold(l.Groups["name"].Value.Trim())).Distinct().ToList();
        var settlements = named.Where(e => e.IsPoint).ToList();
        var towns = settlements.Where(e => e.Kind != EntryKind.Capital).ToList();
        if ((towns.Count >= FewestParts && Countries(towns) > 1) || Countries(settlements) >= FewestParts
            || labels.Count >= FewestParts)
        {
            var folded = FoldedText.Fold(title);
            if (Array.Exists(Phrases.Value, phrase => HasPhrase(folded, phrase)))
                return true;
        }

        if (labels.Count < FewestParts)
            return false;
        var labelled = named.Where(e => e.IsPlace && e.Names.Values.Any(names => names.Any(n => labels.Contains(FoldedText.Fold(n))))).ToList();
        return labelled.Count >= FewestParts && Countries(labelled) > 1;
    }

    private static int Countries(IEnumerable<GazetteerEntry> places) => places.SelectMany(e => e.Iso.Take(1)).Distinct().Count();

    private static bool HasPhrase(string title, string phrase)
    {
        for (var at = title.IndexOf(phrase, StringComparison.Ordinal); at >= 0; at = title.IndexOf(phrase, at + 1, StringComparison.Ordinal))
        {
            var end = at + phrase.Length;
            if ((at == 0 || !char.IsLetter(title[at - 1])) && (end == title.Length || !char.IsLetter(title[end])))
                return true;
        }

        return false;
    }

    private static string[] Read() => [.. ShippedYaml.Read("Stories.Data.roundups.yaml").Children.Values.SelectMany(words => (YamlSequenceNode)words)
        .Select(word => FoldedText.Fold(word.ToString()))];

    /// <summary>At the start of the text, a line or a sentence: a few words, perhaps something in parentheses, and a colon.</summary>
    [GeneratedRegex(@"(?:^|[.;!?؛\n])[ \t]*(?:[-–•*][ \t]*)?(?<name>[\p{L}][\p{L}\p{M}'’ -]{1,30}?)(?: ?\([^()\n]{1,40}\))? ?:(?=\s)")]
    private static partial Regex Label();
}
