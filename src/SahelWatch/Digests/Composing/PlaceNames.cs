using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Digests.Composing;

/// <summary>Names countries and places in the reader's language.</summary>
internal sealed class PlaceNames(EntrySet entries, string language)
{
    /// <summary>A story with more places is not about any one of them.</summary>
    private const int Most = 3;

    private readonly Dictionary<string, string> _countries = entries.Entries
        .Where(e => e.Kind == EntryKind.Country && e.Iso.Count == 1).DistinctBy(e => e.Iso[0]).ToDictionary(e => e.Iso[0], e => e.Id);

    /// <summary>The code itself if the gazetteer has no such country.</summary>
    public Named Country(string iso) => new(iso, _countries.TryGetValue(iso, out var id) ? entries.Name(id, language) : iso);

    /// <summary>The towns and regions that a story names most, then its countries: "Djibo, Soum, Burkina Faso".</summary>
    public IReadOnlyList<string> Of(Story story)
    {
        var named = story.Entities.Select(entries.Find).OfType<GazetteerEntry>().Where(e => e.IsPlace && e.Kind != EntryKind.Country).ToList();
        // If there is a town, neither the capital, where statements are made, nor "the north" says where it happened.
        var towns = named.Any(e => e.IsPoint && e.Kind != EntryKind.Capital);
        var places = named.Where(e => !towns || e.Kind is EntryKind.Town or EntryKind.Village or EntryKind.Camp or EntryKind.Region).Select(e => e.Id).ToList();
        // A place that contains another adds nothing.
        var nearest = places.Where(p => !places.Any(other => entries.Contains(p, other))).OrderBy(p => !entries.Find(p)!.IsPoint).Take(Most)
            .Select(p => entries.Name(p, language));
        return [.. nearest.Concat(story.Countries.Select(c => Country(c).Name)).Distinct()];
    }
}
