using System.Globalization;
using System.Text;
using SahelWatch.Feeds.Html;

namespace SahelWatch.Feeds.Dates;

/// <summary>
/// Dates as feeds write them: RFC 822 and ISO 8601 in all their broken forms, month names of a dozen languages, digits of three scripts, Unix time.
/// Reads what the parts of the text are, in whatever order they come, and refuses a text with a part that fits nowhere: a wrong date is worse than none.
/// A date without a zone is taken for UTC; of 05/11/2026 the day comes first, as it does in most of the world, unless the weekday or a following AM or PM says
/// otherwise.
/// </summary>
internal static class FeedDates
{
    private const int Longest = 100; // characters
    private const string Corresponding = "الموافق";

    /// <returns>
    /// Null where the text is no date, or the one that programs write for none. The offset is the text's own where .NET has it (up to 14 hours), else UTC.
    /// </returns>
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text)
    {
        if (text.Length > Longest)
            text = text.Trim();
        if (text.Length is 0 or > Longest)
            return null;
        var date = SoundDates.Parse(text.Trim()) ?? Broken(Plain(text.ToString()));
        return date?.UtcDateTime == DateTime.UnixEpoch ? null : date;
    }

    private static DateTimeOffset? Broken(string text)
    {
        if (CodedDates.Parse(text) is { } coded)
            return coded;
        if (CodedDates.WithoutWeek(text) is not { } dated)
            return null;
        var scanner = new DateScanner(dated);
        return scanner.Read() ? scanner.Resolve() : null;
    }

    /// <summary>
    /// ASCII digits, ordinary spaces and dashes, no markup, no marks of direction, no escaped line end; of two calendars the one that is ours.
    /// </summary>
    private static string Plain(string text)
    {
        if (text.EndsWith("\\n", StringComparison.Ordinal))
            text = text[..^2];
        if (text.AsSpan().ContainsAny('&', '<'))
            text = HtmlText.Line(text.Replace("<![CDATA[", "", StringComparison.OrdinalIgnoreCase).Replace("]]>", "", StringComparison.Ordinal));
        if (Ascii.IsValid(text))
            return text.Trim();
        var plain = text.Select(c => c switch
        {
            >= '\u0660' and <= '\u0669' => (char)(c - '\u0660' + '0'),
            >= '\u06F0' and <= '\u06F9' => (char)(c - '\u06F0' + '0'),
            '\u2212' or (>= '\u2010' and <= '\u2013') => '-',
            '\u060C' or '\u3000' => ' ',
            _ => char.IsWhiteSpace(c) ? ' ' : c,
        }).Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format);
        var folded = string.Concat(plain);
        // "10 جمادى الآخرة 1448 الموافق 25 نوفمبر 2026": corresponding to.
        var ours = folded.IndexOf(Corresponding, StringComparison.Ordinal);
        return (ours < 0 ? folded : folded[(ours + Corresponding.Length)..]).Trim();
    }
}
