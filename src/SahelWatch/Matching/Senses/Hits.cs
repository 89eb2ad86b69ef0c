using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Matching.Senses;

/// <summary>Looks up positions in the hits of a field, which are sorted and do not overlap.</summary>
internal static class Hits
{
    extension<T>(IReadOnlyList<PhraseHit<T>> hits)
    {
        /// <summary>The last hit that starts at or before a position; null if there is none.</summary>
        public PhraseHit<T>? LastUpTo(int position)
        {
            int low = 0, high = hits.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = hits[middle].Start <= position ? (middle + 1, high) : (low, middle);
            }

            return low == 0 ? null : hits[low - 1];
        }

        /// <summary>The hit that contains a position; null if there is none.</summary>
        public PhraseHit<T>? At(int position) => hits.LastUpTo(position) is { } last && position < last.Start + last.Length ? last : null;
    }
}
