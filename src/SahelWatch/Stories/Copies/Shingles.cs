using SahelWatch.Stories.Sketching;

namespace SahelWatch.Stories.Copies;

/// <summary>Texts as sets of hashed word 3-grams, and their containment.</summary>
internal static class Shingles
{
    private const int Words = 3; // 2 are too common, 4 break at every small edit

    /// <summary>The distinct 3-grams, ascending. Texts of fewer words have none.</summary>
    /// <param name="words">Hashes of the folded words, in order; zero is a boundary that no 3-gram spans.</param>
    public static uint[] Of(ReadOnlySpan<uint> words)
    {
        if (words.Length < Words)
            return [];
        var hashes = new uint[words.Length - Words + 1];
        var count = 0;
        for (var i = 0; i < hashes.Length; i++)
        {
            if (words[i] == 0 || words[i + 1] == 0 || words[i + 2] == 0)
                continue;
            hashes[count++] = Hashing.Mix((((ulong)words[i] * 31) + words[i + 1]) * 0x9E3779B97F4A7C15 + words[i + 2]);
        }

        Array.Sort(hashes, 0, count);
        var distinct = 0;
        for (var i = 0; i < count; i++)
        {
            if (i == 0 || hashes[i] != hashes[i - 1])
                hashes[distinct++] = hashes[i];
        }

        return hashes[..distinct];
    }

    /// <summary>The number of values in common.</summary>
    public static int Shared(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        int i = 0, j = 0, shared = 0;
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j])
            {
                shared++;
                i++;
                j++;
            }
            else if (a[i] < b[j])
                i++;
            else
                j++;
        }

        return shared;
    }
}
