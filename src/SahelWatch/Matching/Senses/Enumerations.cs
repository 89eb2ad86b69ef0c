using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching.Watchlists;

namespace SahelWatch.Matching.Senses;

/// <summary>
/// Finds lists of countries: "Zambia, Malawi, Mali, Tanzania and Sao Tome". An article is not about a watched country that is one of many in a list.
/// </summary>
internal sealed class Enumerations
{
    /// <summary>Three countries may be a region; more are a list.</summary>
    private const int FewestMembers = 4;

    private readonly List<Enumeration> _found = [];

    public void Find(ReadOnlySpan<char> text, List<PhraseHit<WatchedName>> names, List<PhraseHit<Term>> terms)
    {
        _found.Clear();
        var open = default(Enumeration);
        int name = 0, term = 0;
        while (name < names.Count || term < terms.Count)
        {
            var isName = term == terms.Count || (name < names.Count && names[name].Start <= terms[term].Start);
            var (start, length) = isName ? (names[name].Start, names[name].Length) : (terms[term].Start, terms[term].Length);
            var isWatched = isName && names[name].Value.IsWatched;
            var isMember = isName ? names[name].Value.Entry?.Kind == EntryKind.Country : terms[term].Value.IsElsewhere;
            name += isName ? 1 : 0;
            term += isName ? 0 : 1;
            if (!isMember || start < open.End)
                continue;
            if (open.Members == 0 || !IsJoint(text[open.End..start]))
            {
                Close(open);
                open = new(start, start, 0, 0);
            }

            open = new(open.Start, start + length, open.Members + 1, open.Watched + (isWatched ? 1 : 0));
        }

        Close(open);
    }

    /// <returns>The last list that starts at or before a position; an empty one if there is none.</returns>
    public Enumeration LastUpTo(int position)
    {
        int low = 0, high = _found.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_found[middle].Start <= position)
                low = middle + 1;
            else
                high = middle;
        }

        return low == 0 ? default : _found[low - 1];
    }

    private void Close(Enumeration list)
    {
        if (list.Members >= FewestMembers)
            _found.Add(list);
    }

    private static bool IsJoint(ReadOnlySpan<char> between) =>
        between.Length < 12 && between.Trim(",; '") is "" or "and" or "or" or "et" or "ou" or "et le" or "le" or "la" or "l" or "et la"
        or "et l" or "les" or "the" or "and the" or "و" or "،" or "، و" or "،و";
}

/// <summary>A list of countries.</summary>
internal readonly record struct Enumeration(int Start, int End, int Members, int Watched)
{
    public bool IsMostlyElsewhere => Watched * 2 < Members;
}
