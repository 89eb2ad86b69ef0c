namespace SahelWatch.Stories.Sketching;

/// <summary>32-bit hashes of words and 3-grams. They are stored, so they must not depend on the machine.</summary>
internal static class Hashing
{
    /// <summary>FNV-1a over the characters; never zero, which marks a boundary.</summary>
    public static uint Word(ReadOnlySpan<char> word)
    {
        var hash = 2166136261u;
        foreach (var c in word)
            hash = (hash ^ c) * 16777619u;
        return hash == 0 ? 1 : hash;
    }

    /// <summary>The positions of the hashes that two ascending lists have in common.</summary>
    public static IEnumerable<(int A, int B)> Common<T>(T[] a, T[] b, Func<T, uint> hashOf)
    {
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            var order = hashOf(a[i]).CompareTo(hashOf(b[j]));
            if (order == 0)
                yield return (i, j);
            (i, j) = (order <= 0 ? i + 1 : i, order >= 0 ? j + 1 : j);
        }
    }

    /// <summary>The finishing step of MurmurHash3, folded to 32 bits.</summary>
    public static uint Mix(ulong value)
    {
        value ^= value >> 33;
        value *= 0xFF51AFD7ED558CCD;
        value ^= value >> 33;
        value *= 0xC4CEB9FE1A85EC53;
        value ^= value >> 33;
        return (uint)value ^ (uint)(value >> 32);
    }
}
