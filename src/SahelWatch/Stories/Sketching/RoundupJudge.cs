using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;
using YamlDotNet.RepresentationModel;

namespace SahelWatch.Stories.Sketching;

/// <summary>Recognises articles about several events (weekly logs, situation reports, news in brief) by their title and by the places they name.</summary>
internal static class RoundupJudge
{
    private const int FewestSettlements = 3; // in at least two countries: "prices this week in Mali" is a single report

    private static readonly Lazy<string[]> Phrases = new(Read);

    /// <param name="named">Everything that the article names.</param>
    public static bool IsRoundup(string title, IReadOnlyCollection<GazetteerEntry> named)
    {
        var settlements = named.Where(e => e.IsPoint && e.Kind != EntryKind.Capital).ToList();
        return settlements.Count >= FewestSettlements && settlements.SelectMany(e => e.Iso.Take(1)).Distinct().Count() > 1
            && FoldedText.Fold(title) is var folded && Array.Exists(Phrases.Value, phrase => HasPhrase(folded, phrase));
    }

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
}
