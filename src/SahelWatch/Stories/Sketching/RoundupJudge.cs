using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;
using YamlDotNet.RepresentationModel;

namespace SahelWatch.Stories.Sketching;

/// <summary>
/// Tells articles that report several events (weekly logs, situation reports, news in brief) from reports of one, by their title and by the places they name.
/// </summary>
internal static class RoundupJudge
{
    private const int PlacesUnderItsTitle = 3; // settlements that such a title must stand above, in two countries: "prices this week in Mali" is one report
    private const int PlacesByThemselves = 4; // settlements that tell without such a title, if they lie in three countries
    private const int Countries = 3;

    private static readonly Lazy<string[]> Phrases = new(Read);

    /// <param name="named">All that the article names.</param>
    /// <param name="leading">The places that title and lead put first: a report of one event has them in one country.</param>
    public static bool Speaks(string title, IReadOnlyCollection<GazetteerEntry> named, IReadOnlyCollection<GazetteerEntry> leading)
    {
        var settlements = named.Where(e => e.IsPoint && e.Kind != EntryKind.Capital).ToList();
        var countries = CountriesOf(settlements);
        return (settlements.Count >= PlacesByThemselves && countries >= Countries && CountriesOf(leading) > 1)
            || (settlements.Count >= PlacesUnderItsTitle && countries > 1 && IsTitled(FoldedText.Fold(title)));
    }

    private static int CountriesOf(IEnumerable<GazetteerEntry> settlements) =>
        settlements.Where(e => e.IsPoint && e.Kind != EntryKind.Capital).SelectMany(e => e.Iso.Take(1)).Distinct().Count();

    private static bool IsTitled(string title) => Array.Exists(Phrases.Value, phrase => HasPhrase(title, phrase));

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
