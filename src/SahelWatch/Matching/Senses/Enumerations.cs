using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching.Watchlists;

namespace SahelWatch.Matching.Senses;

/// <summary>
/// Finds lists of countries: "Zambia, Malawi, Mali, Tanzania and Sao Tome". An article is not about a watched country that is one of many in a list.
/// </summary>
internal static class Enumerations
{
    /// <summary>Three countries may be a region; more are a list.</summary>
    private const int FewestMembers = 4;

    /// <summary>The lists in order, each with whether most of its countries are not watched.</summary>
    public static List<PhraseHit<bool>> Find(FieldReading field)
    {
        var countries = field.Names.Where(n => n.Value.Entry?.Kind == EntryKind.Country).Select(n => new PhraseHit<bool>(n.Value.IsWatched, n.Start, n.Length))
            .Concat(field.Terms.Where(t => t.Value.Is(Roles.Elsewhere)).Select(t => new PhraseHit<bool>(false, t.Start, t.Length)));
        var lists = new List<List<PhraseHit<bool>>>();
        var end = 0;
        foreach (var country in countries.OrderBy(c => c.Start))
        {
            if (country.Start < end)
                continue;
            if (lists.Count > 0 && IsJoint(field.Folded.Span[end..country.Start]))
                lists[^1].Add(country);
            else
                lists.Add([country]);
            end = country.Start + country.Length;
        }

        return [.. lists.Where(l => l.Count >= FewestMembers)
            .Select(l => new PhraseHit<bool>(l.Count(c => c.Value) * 2 < l.Count, l[0].Start, l[^1].Start + l[^1].Length - l[0].Start))];
    }

    private static bool IsJoint(ReadOnlySpan<char> between) =>
        between.Length < 12 && between.Trim(",; '") is "" or "and" or "or" or "et" or "ou" or "et le" or "le" or "la" or "l" or "et la"
        or "et l" or "les" or "the" or "and the" or "و" or "،" or "، و" or "،و";
}
