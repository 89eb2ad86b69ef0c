using SahelWatch.Digests.Composing;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Catalogue;

/// <summary>
/// Determines where an event happened: the places most prominent in the headlines and first sentences of its reports, the most specific first. Datelines do not
/// count, nor a capital or country that only comments on the event.
/// </summary>
internal sealed class StoryPlaces(EntrySet entries)
{
    private const int Most = 3; // with more places, none of them is meant

    // The points of a place in a text: a headline names it to say where, a passing mention says little.
    private const double InTitle = 3;
    private const double InLead = 2;
    private const double InText = 0.5;

    /// <summary>The minimum share of the first place's points for a further one.</summary>
    private const double Share = 0.6;

    /// <summary>A capital can stand for its government, so it needs this many times the points of a town.</summary>
    private const double Capital = 0.4;

    /// <summary>A lake, a border zone or "the north" of a country adds little to a town or region in it.</summary>
    private const double Vague = 0.4;

    /// <summary>A river is named for what it does; the towns on it, capitals too, say where.</summary>
    private const double River = 0.2;

    private readonly Dictionary<string, GazetteerEntry> _countries =
        entries.Entries.Where(e => e.Kind == EntryKind.Country && e.Iso.Count == 1).DistinctBy(e => e.Iso[0]).ToDictionary(e => e.Iso[0]);

    public IReadOnlyList<CataloguePlace> Of(Story story)
    {
        var points = Points(story);
        var best = points.Count > 0 ? points[0].Points : 0;
        var places = points.Where(p => p.Points >= Share * best).Select(p => p.Entry).ToList();
        places.RemoveAll(p => places.Any(other => other != p && entries.Contains(p.Id, other.Id)));
        return places.Count > 0
            ? [.. places.Take(Most).Select(p => PlaceOf(p, story.Countries))]
            : [.. story.Countries.Where(_countries.ContainsKey).Take(Most).Select(iso => PlaceOf(_countries[iso], [iso]))];
    }

    private List<(GazetteerEntry Entry, double Points)> Points(Story story)
    {
        var points = new Dictionary<GazetteerEntry, double>();
        foreach (var report in story.Reports.DistinctBy(News.TextOf))
        {
            var title = NamedIn(report.Title, report);
            var lead = NamedIn(Dateline.Strip(report.Lead), report);
            foreach (var (rank, entry) in report.Entities.Select(entries.Find).OfType<GazetteerEntry>().Where(e => IsIn(e, story.Countries)).Index())
            {
                var named = (title.Contains(entry.Id) ? InTitle : 0) + (lead.Contains(entry.Id) ? InLead : 0) + (InText / (1 + rank));
                points[entry] = points.GetValueOrDefault(entry) + (WeightOf(entry) * named);
            }
        }

        return [.. points.Select(p => (p.Key, p.Value)).OrderByDescending(p => p.Value).ThenBy(p => p.Key.Id, StringComparer.Ordinal)];
    }

    private static double WeightOf(GazetteerEntry entry) => entry switch
    {
        { Kind: EntryKind.Capital } => Capital,
        { Kind: EntryKind.River } => River,
        { IsPoint: false, Admin1: null } => Vague,
        _ => 1,
    };

    /// <summary>The known entities of the report that occur in one of its texts.</summary>
    private HashSet<string> NamedIn(string text, Report report) =>
        [.. entries.Scan(text).Where(h => !h.IsPeople).Select(h => h.Entry.Id).Intersect(report.Entities, StringComparer.Ordinal)];

    private bool IsIn(GazetteerEntry entry, IReadOnlyList<string> countries) =>
        entry is { IsPlace: true, Kind: not EntryKind.Country } && (countries.Count == 0 || entries.IsoOf(entry).Any(countries.Contains));

    private CataloguePlace PlaceOf(GazetteerEntry entry, IReadOnlyList<string> countries)
    {
        var iso = entries.IsoOf(entry);
        var country = countries.FirstOrDefault(iso.Contains) ?? iso.FirstOrDefault("");
        return new(entry.Id, entries.Name(entry.Id, "en"), country, entry.Position, entry.Admin1, entry.Admin2, PrecisionOf(entry));
    }

    private static PlacePrecision PrecisionOf(GazetteerEntry entry) => entry switch
    {
        { Kind: EntryKind.Country } => PlacePrecision.Country,
        { IsPoint: true } => PlacePrecision.Place,
        { Admin2: not null } => PlacePrecision.Admin2,
        _ => PlacePrecision.Admin1,
    };
}
