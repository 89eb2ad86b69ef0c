using System.Text;
using SahelWatch.Feeds.Html;

namespace SahelWatch.Feeds.Dates;

/// <summary>
/// Parses dates as feeds write them: RFC 822 and ISO 8601 in all their malformed variants, month names in many languages, digits in three scripts, Unix time.
/// Accepts the parts in any order but rejects a text with any part that cannot belong to a date: a wrong date is worse than none.
/// Without a zone, UTC is assumed. 05/11/2026 is read day first, as in most of the world, unless the weekday or a following AM or PM says otherwise.
/// </summary>
internal static class FeedDates
{
    private const int MaxLength = 100; // characters
    private const int FirstCommonYear = 1500; // earlier ones are placeholders or years of another calendar, which DateParts tells apart
    private const string Corresponding = "الموافق";

    /// <summary>The forms that nearly all feeds use, which the framework parses several times as fast.</summary>
    private static readonly string[] Common = ["ddd, dd MMM yyyy HH:mm:ss zzz", "ddd, dd MMM yyyy HH:mm:ss 'GMT'", "yyyy-MM-ddTHH:mm:ssK"];

    /// <returns>
    /// Null if the text is not a date, or is the Unix epoch, which programs write for a missing date. The offset is that of the text if .NET supports it (up
    /// to 14 hours), else UTC.
    /// </returns>
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxLength)
            text = text.Trim();
        if (text.Length is 0 or > MaxLength)
            return null;
        var date = DateTimeOffset.TryParseExact(text.Trim(), Common, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var common)
            && common.Year > FirstCommonYear
            ? common
            : ParseUncommon(Plain(text.ToString()));
        return date?.UtcDateTime == DateTime.UnixEpoch ? null : date;
    }

    private static DateTimeOffset? ParseUncommon(string text) =>
        CodedDates.Parse(text) ?? (CodedDates.WithoutWeek(text) is { } dated ? new DateScanner(dated).Read() : null);

    /// <summary>
    /// Normalizes digits, spaces and dashes to ASCII and removes markup, bidirectional controls and escaped line ends; of dates in two calendars, keeps the
    /// Gregorian one.
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
        // "10 جمادى الآخرة 1448 الموافق 25 نوفمبر 2026": "corresponding to".
        var gregorian = folded.IndexOf(Corresponding, StringComparison.Ordinal);
        return (gregorian < 0 ? folded : folded[(gregorian + Corresponding.Length)..]).Trim();
    }
}
