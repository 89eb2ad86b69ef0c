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
        var hashes = new HashSet<uint>();
        for (var i = 0; i + Words <= words.Length; i++)
        {
            if (!words.Slice(i, Words).Contains(0u))
                hashes.Add(Hashing.Mix((((ulong)words[i] * 31) + words[i + 1]) * 0x9E3779B97F4A7C15 + words[i + 2]));
        }

        return [.. hashes.Order()];
    }

    /// <summary>The number of values in common.</summary>
    public static int Shared(uint[] a, uint[] b) => Hashing.Common(a, b, shingle => shingle).Count();
}
