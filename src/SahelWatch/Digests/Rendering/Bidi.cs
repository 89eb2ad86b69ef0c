using System.Text;

namespace SahelWatch.Digests.Rendering;

/// <summary>Keeps text of one direction from reordering the text of the other around it (Unicode UAX 9), where there is no HTML to say so.</summary>
internal static class Bidi
{
    private const char FirstStrongIsolate = '\u2068';
    private const char PopDirectionalIsolate = '\u2069';

    /// <summary>The text between isolates where it holds letters that run against the frame; as it is elsewhere.</summary>
    public static string Isolate(string text, string frameLanguage)
    {
        var rightToLeft = Frame.DirectionOf(frameLanguage) == "rtl";
        return text.EnumerateRunes().Any(r => Rune.IsLetter(r) && IsRightToLeft(r) != rightToLeft)
            ? $"{FirstStrongIsolate}{text}{PopDirectionalIsolate}"
            : text;
    }

    /// <summary>Hebrew, Arabic, Syriac, Thaana, N'Ko, Adlam and their neighbours: the blocks that Unicode keeps for scripts that run right to left.</summary>
    private static bool IsRightToLeft(Rune rune) => rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF)
        or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
