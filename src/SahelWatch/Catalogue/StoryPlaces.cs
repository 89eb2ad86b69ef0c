using SahelWatch.Digests.Composing;
using SahelWatch.Domain;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Catalogue;

/// <summary>
/// Finds where an event happened: of the places that its reports name those that their headlines and first sentences put forward, the nearest first. What a
/// dateline names, and a capital or country that only speaks of the event, is no place of it.
/// </summary>
internal sealed class StoryPlaces(EntrySet entries)
{
    private const int Most = 3; // more places than this are a tour

    // Points a text gives a place. The headline names it to say where; a mention in passing says little.
    private const double InTitle = 3;
    private const double InLead = 2;
    private const double InText = 0.5;

    /// <summary>A further place of the event is named nearly as much as the first.</summary>
    private const double Share = 0.6;

    /// <summary>A capital stands for its government: it must be named this much more than a town to be where it happened.</summary>
    private const double Capital = 0.4;

    /// <summary>A river, a border zone or "the north" of a country says little beside a town or region in it.</summary>
    private const double Vague = 0.4;

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

    private static double WeightOf(GazetteerEntry entry) =>
        entry.Kind == EntryKind.Capital ? Capital : entry is { IsPoint: false, Admin1: null } ? Vague : 1;

    /// <summary>What the report is known to name, as far as it stands in one of its texts.</summary>
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
