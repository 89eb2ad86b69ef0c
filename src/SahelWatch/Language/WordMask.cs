using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SahelWatch.Language;

/// <summary>Distinguishes letters and digits from other characters, 64 at a time; words are runs of set bits.</summary>
internal static class WordMask
{
    public const int Width = 64;

    private const int Stretch = 16;

    /// <summary>The result of <see cref="char.IsLetterOrDigit(char)"/> for every character, one bit each.</summary>
    private static readonly ulong[] Table = Build();

    public static bool IsWord(char c) => (Table[c / Width] >> c % Width & 1) != 0;

    /// <summary>One bit for each of the first characters of <paramref name="text"/>, starting with the lowest; 0 past its end.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        var mask = 0ul;
        var end = Math.Min(text.Length, Width);
        var i = 0;
        for (; i + Stretch <= end; i += Stretch)
            mask |= (ulong)Of16(text[i..]) << i;
        for (; i < end; i++)
            mask |= (IsWord(text[i]) ? 1ul : 0) << i;
        return mask;
    }

    /// <summary>The end of the word that <paramref name="at"/> is in or right after.</summary>
    public static int EndOfWord(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && IsWord(text[at]))
            at++;
        return at;
    }

    private static uint Of16(ReadOnlySpan<char> text)
    {
        ref var source = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(text[..Stretch]));
        var low = Vector128.LoadUnsafe(ref source);
        var high = Vector128.LoadUnsafe(ref source, Stretch / 2);
        if ((IsAscii(low) & IsAscii(high)) == Vector128<ushort>.AllBitsSet)
            return Vector128.Narrow(IsAsciiWord(low), IsAsciiWord(high)).ExtractMostSignificantBits();
        if ((IsKnown(low) & IsKnown(high)) == Vector128<ushort>.AllBitsSet)
            return Vector128.Narrow(IsAsciiWord(low) | IsArabic(low), IsAsciiWord(high) | IsArabic(high)).ExtractMostSignificantBits();

        var mask = 0u;
        for (var i = 0; i < Stretch; i++)
            mask |= (IsWord(text[i]) ? 1u : 0) << i;
        return mask;
    }

    /// <summary>ASCII, Arabic from its punctuation to its last letter, and typographic quotes, dashes and dots.</summary>
    private static Vector128<ushort> IsKnown(Vector128<ushort> c) => IsAscii(c) | Within(c, '\u0600', '\u064A') | Within(c, '\u2000', '\u206F');

    private static Vector128<ushort> IsAscii(Vector128<ushort> c) => Within(c, '\0', '\u007F');

    /// <summary>The Arabic alphabet, which consists only of letters.</summary>
    private static Vector128<ushort> IsArabic(Vector128<ushort> c) => Within(c, '\u0620', '\u064A');

    private static Vector128<ushort> IsAsciiWord(Vector128<ushort> c) => Within(c | Vector128.Create((ushort)0x20), 'a', 'z') | Within(c, '0', '9');

    private static Vector128<ushort> Within(Vector128<ushort> c, char first, char last) =>
        Vector128.LessThanOrEqual(c - Vector128.Create((ushort)first), Vector128.Create((ushort)(last - first)));

    private static ulong[] Build()
    {
        var built = new ulong[(char.MaxValue + 1) / Width];
        for (var c = 0; c <= char.MaxValue; c++)
            built[c / Width] |= (char.IsLetterOrDigit((char)c) ? 1ul : 0) << c % Width;
        return built;
    }
}
