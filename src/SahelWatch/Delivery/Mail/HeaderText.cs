using System.Text;

namespace SahelWatch.Delivery.Mail;

/// <summary>Makes text from feeds safe for a header field: a single line without characters that could break out of it.</summary>
internal static class HeaderText
{
    private const int MaxLength = 200; // UTF-16 units; no mail client shows more of a subject in its list

    /// <summary>
    /// Replaces control characters and line separators by spaces; removes bidirectional embeddings and overrides, and isolates unless all are closed.
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

    /// <summary>Never splits a grapheme.</summary>
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
