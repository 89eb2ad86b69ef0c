using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Matching.Senses;

/// <summary>Looks up positions in the hits of a field, which are sorted and do not overlap.</summary>
internal static class Hits
{
    /// <returns>The index of the last hit that starts at or before a position; -1 if there is none.</returns>
    public static int LastUpTo<T>(List<PhraseHit<T>> hits, int position)
    {
        int low = 0, high = hits.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (hits[middle].Start <= position)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }

    /// <returns>The index of the hit that contains a position; -1 if there is none.</returns>
    public static int Covering<T>(List<PhraseHit<T>> hits, int position)
    {
        var last = LastUpTo(hits, position);
        return last >= 0 && position < hits[last].Start + hits[last].Length ? last : -1;
    }
}
