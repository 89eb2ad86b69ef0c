using System.Text;

namespace SahelWatch.Digests;

/// <summary>Makes text from outside safe for one line of a mail: no control characters, direction marks or lone surrogates, and a limited length.</summary>
internal static class CleanText
{
    private const int MarksPerLetter = 4; // Arabic and Vietnamese need up to three; more only serve to overprint other lines
    private const int Near = 20;

    /// <summary>
    /// One line of at most <paramref name="maximum"/> characters as readers count them; truncated with "…", at a word boundary if one is near.
    /// </summary>
    public static string Line(string text, int maximum)
    {
        var marks = 0;
        var kept = text.EnumerateRunes() // lone surrogates become U+FFFD
            .Where(rune => !IsUnfit(rune) && (marks = IsMark(rune) ? marks + 1 : 0) <= MarksPerLetter)
            .Select(rune => Rune.IsControl(rune) ? " " : rune.ToString());
        var line = string.Join(' ', string.Concat(kept).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var letters = StringInfo.ParseCombiningCharacters(line);
        if (letters.Length <= maximum)
            return line;
        var end = letters[maximum - 1];
        var word = line.LastIndexOf(' ', end);
        return line[..(word > end - Near && word > 0 ? word : end)].TrimEnd() + "…";
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    /// <summary>
    /// Format characters reorder or hide text, except for the two joiners, which Persian, Arabic names and emoji need; characters of the other categories look
    /// different everywhere.
    /// </summary>
    private static bool IsUnfit(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is var category && (category is UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            || (category is UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D)));
}
