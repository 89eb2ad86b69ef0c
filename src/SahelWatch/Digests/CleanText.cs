using System.Text;

namespace SahelWatch.Digests;

/// <summary>Makes text from outside safe for one line of a mail: no control characters, direction marks or lone surrogates, and a limited length.</summary>
internal static class CleanText
{
    private const int MarksPerLetter = 4; // Arabic and Vietnamese need up to three; more only serve to overprint other lines

    /// <summary>
    /// One line of at most <paramref name="maximum"/> characters as readers count them; truncated with "…", at a word boundary if one is near.
    /// </summary>
    public static string Line(string text, int maximum)
    {
        var line = new StringBuilder(Math.Min(text.Length, maximum * 2));
        var (space, marks, length) = (false, 0, 0);
        foreach (var rune in text.EnumerateRunes()) // lone surrogates become U+FFFD
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (Rune.IsWhiteSpace(rune) || category is UnicodeCategory.Control)
            {
                space = line.Length > 0;
                continue;
            }

            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks > MarksPerLetter || IsUnfit(rune, category))
                continue;
            if (length + (space ? 1 : 0) + (marks > 0 ? 0 : 1) > maximum)
                return Cut(line.ToString());
            if (space)
                line.Append(' ');
            length += (space ? 1 : 0) + (marks > 0 ? 0 : 1);
            line.Append(rune);
            space = false;
        }

        return line.ToString();
    }

    /// <summary>
    /// Format characters reorder or hide text, except for the two joiners, which Persian, Arabic names and emoji need; characters of the other categories look
    /// different everywhere.
    /// </summary>
    private static bool IsUnfit(Rune rune, UnicodeCategory category) =>
        category is UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate
        || (category is UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D));

    private static string Cut(string text)
    {
        const int near = 20;
        var end = text.Length - 1;
        if (char.IsLowSurrogate(text[end]))
            end--;
        var word = text.LastIndexOf(' ', end);
        return string.Concat(text.AsSpan(0, word > end - near && word > 0 ? word : end).TrimEnd(), "…");
    }
}
