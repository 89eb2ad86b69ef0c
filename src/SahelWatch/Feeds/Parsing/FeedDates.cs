using System.Globalization;
using System.Text;

namespace SahelWatch.Feeds.Parsing;

/// <summary>
/// Dates as feeds write them: RFC 822 and ISO 8601 in all their broken forms, month names of a dozen languages, digits of three scripts, Unix time.
/// Reads what the parts of the text are, in whatever order they come, and refuses a text with a part that fits nowhere: a wrong date is worse than none.
/// A date without a zone is taken for UTC; of 05/11/2026 the day comes first, as it does in most of the world, unless the weekday says otherwise.
/// </summary>
internal static class FeedDates
{
    private const int Longest = 100; // characters

    /// <returns>Null where the text is no date. The offset is the text's own where .NET has it (up to 14 hours), else UTC.</returns>
    public static DateTimeOffset? Parse(string text)
    {
        if (text.Length > Longest)
            text = text.Trim();
        if (text.Length is 0 or > Longest)
            return null;
        if (SoundDates.Parse(text.AsSpan().Trim()) is { } sound)
            return sound;
        text = Plain(text);
        var scanner = new DateScanner();
        return (UnixTime(text) ?? ShortIso(text)) is { } known ? known : scanner.Read(text) ? scanner.Resolve() : null;
    }

    /// <summary>ASCII digits, ordinary spaces, no marks of direction, no escaped line end.</summary>
    private static string Plain(string text)
    {
        if (text.EndsWith("\\n", StringComparison.Ordinal))
            text = text[..^2];
        if (Ascii.IsValid(text))
            return text.Trim();
        var plain = text.Select(c => c switch
        {
            >= '\u0660' and <= '\u0669' => (char)(c - '\u0660' + '0'),
            >= '\u06F0' and <= '\u06F9' => (char)(c - '\u06F0' + '0'),
            '\u2212' => '-',
            '\u060C' or '\u3000' => ' ',
            _ => char.IsWhiteSpace(c) ? ' ' : c,
        }).Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format);
        return string.Concat(plain).Trim();
    }

    /// <summary>Seconds (10 digits) or milliseconds (13).</summary>
    private static DateTimeOffset? UnixTime(string text) =>
        text.Length is 10 or 13 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            ? text.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(time) : DateTimeOffset.FromUnixTimeMilliseconds(time)
            : null;

    /// <summary>ISO 8601:1988 without a century: "-0312" and "-03-12" are December 2003.</summary>
    private static DateTimeOffset? ShortIso(string text) =>
        text is ['-', ..] && DateTime.TryParseExact(text, ["-yyMM", "-yy-MM"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? new DateTimeOffset(month, TimeSpan.Zero)
            : null;
}
