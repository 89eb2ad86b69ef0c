using System.Text;

namespace SahelWatch.Digests.Rendering;

/// <summary>Keeps text in one direction from reordering the surrounding text in the other (Unicode UAX 9), in plain text.</summary>
internal static class Bidi
{
    private const char FirstStrongIsolate = '\u2068';
    private const char PopDirectionalIsolate = '\u2069';

    /// <summary>Encloses the text in isolates if it contains letters of the other direction; otherwise returns it unchanged.</summary>
    public static string Isolate(string text, string frameLanguage)
    {
        var rightToLeft = Frame.DirectionOf(frameLanguage) == "rtl";
        return text.EnumerateRunes().Any(r => Rune.IsLetter(r) && IsRightToLeft(r) != rightToLeft)
            ? $"{FirstStrongIsolate}{text}{PopDirectionalIsolate}"
            : text;
    }

    /// <summary>Hebrew, Arabic, Syriac, Thaana, N'Ko, Adlam…: the blocks that Unicode reserves for right-to-left scripts.</summary>
    private static bool IsRightToLeft(Rune rune) => rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF)
        or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
