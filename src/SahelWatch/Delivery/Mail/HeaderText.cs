using System.Globalization;
using System.Text;

namespace SahelWatch.Delivery.Mail;

/// <summary>Makes text from feeds fit for a header field: one line that no text can break out of.</summary>
internal static class HeaderText
{
    private const int MaxLength = 200; // UTF-16 units: no list of mails shows more of a subject

    /// <summary>
    /// One line: control characters and line separators become spaces; bidi embeddings and overrides are removed, isolates too unless every one is closed.
    /// </summary>
    public static string Clean(string value)
    {
        var keepIsolates = Balanced(value);
        var line = new StringBuilder(Math.Min(value.Length, MaxLength));
        foreach (var rune in value.EnumerateRunes())
        {
            if (IsOverride(rune.Value) || (IsIsolate(rune.Value) && !keepIsolates) || rune == Rune.ReplacementChar)
                continue;
            line.Append(IsSpace(rune) ? " " : rune.ToString());
        }
        var words = string.Join(' ', line.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= MaxLength ? words : Clean(Cut(words, MaxLength - 1) + "…");
    }

    /// <summary>No character that is seen as one is cut in two.</summary>
    private static string Cut(string text, int length) => text[..StringInfo.ParseCombiningCharacters(text).Last(start => start <= length)];

    private static bool IsSpace(Rune rune) =>
        Rune.IsWhiteSpace(rune)
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static bool IsOverride(int rune) => rune is >= 0x202A and <= 0x202E;

    private static bool IsIsolate(int rune) => rune is >= 0x2066 and <= 0x2069;

    private static bool Balanced(string value)
    {
        var open = 0;
        foreach (var c in value.Where(c => IsIsolate(c)))
        {
            open += c == '\u2069' ? -1 : 1;
            if (open < 0)
                return false;
        }
        return open == 0;
    }
}
