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

    /// <param name="lists">Receives the lists in order, each with whether most of its countries are not watched.</param>
    public static void Find(ReadOnlySpan<char> text, List<PhraseHit<WatchedName>> names, List<PhraseHit<Term>> terms, List<PhraseHit<bool>> lists)
    {
        lists.Clear();
        int from = 0, end = 0, members = 0, watched = 0;
        int name = 0, term = 0;
        while (name < names.Count || term < terms.Count)
        {
            var isName = term == terms.Count || (name < names.Count && names[name].Start <= terms[term].Start);
            var (start, length) = isName ? (names[name].Start, names[name].Length) : (terms[term].Start, terms[term].Length);
            var isWatched = isName && names[name].Value.IsWatched;
            var isMember = isName ? names[name].Value.Entry?.Kind == EntryKind.Country : terms[term].Value.IsElsewhere;
            name += isName ? 1 : 0;
            term += isName ? 0 : 1;
            if (!isMember || start < end)
                continue;
            if (members == 0 || !IsJoint(text[end..start]))
            {
                Close(lists, from, end, members, watched);
                (from, members, watched) = (start, 0, 0);
            }

            (end, members, watched) = (start + length, members + 1, watched + (isWatched ? 1 : 0));
        }

        Close(lists, from, end, members, watched);
    }

    private static void Close(List<PhraseHit<bool>> lists, int from, int end, int members, int watched)
    {
        if (members >= FewestMembers)
            lists.Add(new(watched * 2 < members, from, end - from));
    }

    private static bool IsJoint(ReadOnlySpan<char> between) =>
        between.Length < 12 && between.Trim(",; '") is "" or "and" or "or" or "et" or "ou" or "et le" or "le" or "la" or "l" or "et la"
        or "et l" or "les" or "the" or "and the" or "و" or "،" or "، و" or "،و";
}
