using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Digests.Composing;

/// <summary>Names countries and places in the reader's language.</summary>
internal sealed class PlaceNames(EntrySet entries, string language)
{
    /// <summary>A story of more places or countries is not about any one of them.</summary>
    private const int Most = 3;

    private const int Beginning = 300; // characters of a text: two sentences

    private readonly Dictionary<string, string> _countries = entries.Entries
        .Where(e => e.Kind == EntryKind.Country && e.Iso.Count == 1).DistinctBy(e => e.Iso[0]).ToDictionary(e => e.Iso[0], e => e.Id);

    private readonly List<GazetteerEntry> _regions = [.. entries.Entries.Where(e => e.Kind == EntryKind.Region && e.Iso.Count == 1)];

    /// <summary>The code itself if the gazetteer has no such country.</summary>
    public Named Country(string iso) => new(iso, _countries.TryGetValue(iso, out var id) ? entries.Name(id, language) : iso);

    /// <summary>The main country, and those that more than half of its texts are about: one that a single report mentions is background.</summary>
    public static IReadOnlyList<string> CountriesOf(Story story)
    {
        var texts = story.Reports.DistinctBy(News.TextOf).Where(t => t.Countries.Count > 0).ToList(); // older stories do not say
        return [.. story.Countries.Where((c, i) => i == 0 || texts.Count == 0 || 2 * texts.Count(t => t.Countries.Contains(c)) > texts.Count)];
    }

    /// <summary>Where it happened, the region of the first place unless it is called after one, then the countries: "Laï, Tandjilé, Chad".</summary>
    public IReadOnlyList<string> Of(Story story)
    {
        var places = Places(story);
        var names = places.ConvertAll(p => entries.Name(p.Id, language));
        var around = places is [{ IsPoint: true } first, ..] ? _regions.Where(r => entries.Contains(r.Id, first.Id)) : [];
        var regions = around.Select(r => entries.Name(r.Id, language)).Where(r => !names.Exists(r.Contains));
        return [.. names, .. regions, .. CountriesOf(story).Where(c => !places.Exists(p => NamesCountry(p, c))).Select(c => Country(c).Name)];
    }

    /// <summary>"Burkina Faso, Djibo"; of three countries or more, their names.</summary>
    public IEnumerable<string> Where(Story story)
    {
        var countries = CountriesOf(story);
        var place = countries.Count is 1 or 2 ? Places(story).FirstOrDefault(p => entries.IsoOf(p).Contains(countries[0])) : null;
        return countries.Take(place is null ? Most : 1).Where(c => place is null || !NamesCountry(place, c)).Select(c => Country(c).Name)
            .Concat(place is null ? [] : [entries.Name(place.Id, language)]).Distinct();
    }

    /// <summary>"western Niger".</summary>
    private bool NamesCountry(GazetteerEntry place, string iso) =>
        place.Kind == EntryKind.Area && entries.IsoOf(place) is [var only] && only == iso
            && entries.Name(place.Id, language).Contains(Country(iso).Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The places that a title names, or most of the texts in their beginning: what comes later is background. Statements are made in the capital, so it
    /// counts where a title names it. Where refugees or gunmen came from in another country is not where it happened.
    /// </summary>
    private List<GazetteerEntry> Places(Story story)
    {
        var texts = story.Reports.DistinctBy(News.TextOf).ToList();
        var titles = story.Reports.SelectMany(r => Named(r.Title, story)).CountBy(e => e).ToDictionary();
        var leads = texts.SelectMany(r => Named(Dateline.Strip(r.Lead), story)).Where(e => e.Kind != EntryKind.Capital).CountBy(e => e).ToDictionary();
        var named = titles.Keys.Union(leads.Where(l => 2 * l.Value > texts.Count).Select(l => l.Key)).ToList();
        var countries = CountriesOf(story);
        named.RemoveAll(p => countries.Count > 0 && entries.IsoOf(p) is { Count: > 0 } iso && !iso.Intersect(countries).Any());
        var towns = named.Any(p => p.IsPoint); // beside which "the north" and a river add nothing
        return [.. named.Where(p => towns ? p.IsPoint : !named.Any(other => entries.Contains(p.Id, other.Id)))
            .OrderByDescending(p => (2 * titles.GetValueOrDefault(p)) + leads.GetValueOrDefault(p) - (p.Kind == EntryKind.Capital ? 1 : 0))
            .ThenBy(p => story.Entities.ToList().IndexOf(p.Id)).Take(Most)];
    }

    private IEnumerable<GazetteerEntry> Named(string text, Story story) =>
        entries.Scan(text.Length > Beginning ? text[..Beginning] : text).Select(hit => hit.Entry)
            .Where(e => e.IsPlace && e.Kind != EntryKind.Country && story.Entities.Contains(e.Id)).Distinct();
}
