using System.Text.RegularExpressions;

namespace SahelWatch.Feeds.Dates;

/// <summary>Dates that are a single number or code: Unix time, ISO 8601 weeks, and its old forms without a century.</summary>
internal static partial class CodedDates
{
    /// <returns>Null if the text has another form.</returns>
    public static DateTimeOffset? Parse(string text) => UnixTime(text) ?? WithoutCentury(text);

    /// <summary>Replaces "2026-W47-3" at the start by the calendar date; a week without a day is its Monday.</summary>
    /// <returns>The text itself if it has no week; null if the year has no such week.</returns>
    public static string? WithoutWeek(string text)
    {
        if (!text.Contains('W', StringComparison.OrdinalIgnoreCase) || Week().Match(text) is not { Success: true } match)
            return text;
        var (year, week) = (Number(match.Groups["year"]), Number(match.Groups["week"]));
        if (year is < 100 or > 9000 || week < 1 || week > ISOWeek.GetWeeksInYear(year))
            return null;
        var day = match.Groups["day"].Success ? (DayOfWeek)(Number(match.Groups["day"]) % 7) : DayOfWeek.Monday;
        return ISOWeek.ToDateTime(year, week, day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + text[match.Length..];
    }

    /// <summary>
    /// Seconds (10 digits, perhaps with decimals), milliseconds (13) or microseconds (16); also in the old JSON form of .NET: "/Date(1795338307000)/".
    /// </summary>
    private static DateTimeOffset? UnixTime(string text)
    {
        if (Unix().Match(text) is not { Success: true } match)
            return null;
        var time = long.Parse(match.Groups["time"].ValueSpan, CultureInfo.InvariantCulture);
        return match.Groups["time"].Length switch
        {
            10 => DateTimeOffset.FromUnixTimeSeconds(time),
            13 => DateTimeOffset.FromUnixTimeMilliseconds(time),
            _ => DateTimeOffset.FromUnixTimeMilliseconds(time / 1_000),
        };
    }

    /// <summary>ISO 8601:1988: "-0312" and "-03-12" are December 2003.</summary>
    private static DateTimeOffset? WithoutCentury(string text) =>
        text is ['-', ..] && DateTime.TryParseExact(text, ["-yyMM", "-yy-MM"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? new DateTimeOffset(month, TimeSpan.Zero)
            : null;

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<year>[0-9]{4})-?W(?<week>[0-9]{2})(?:-?(?<day>[1-7]))?(?=$|[T ])", RegexOptions.IgnoreCase)]
    private static partial Regex Week();

    [GeneratedRegex(@"^(?:@|/Date\()?(?<time>[0-9]{10}|[0-9]{13}|[0-9]{16})(?:\.[0-9]+)?(?:(?:[+-][0-9]{4})?\)/)?\z")]
    private static partial Regex Unix();
}
