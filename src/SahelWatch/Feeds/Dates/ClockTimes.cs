using SahelWatch.Language;

namespace SahelWatch.Feeds.Dates;

/// <summary>Reads the time of day in a date: 9:05, 09:05:07.123, 9h05, 9 h, 14 heures 30, 12時30分, and 9.05 after a complete date.</summary>
internal static class ClockTimes
{
    private static readonly FrozenSet<string> Hours = DateNames.Words("hours");
    private static readonly FrozenSet<string> Minutes = DateNames.Words("minutes");
    private static readonly FrozenSet<string> Seconds = DateNames.Words("seconds");

    /// <param name="hour">The digits before the cursor.</param>
    /// <returns>Null if they are not an hour.</returns>
    public static bool? Read(DateCursor at, string hour, DateParts parts)
    {
        if (hour.Length > 2 || parts.HasTime && !parts.IsMidnight)
            return null;
        var separator = at.Peek(0);
        if (char.IsAsciiDigit(at.Peek(1)) && (separator == ':' || (separator == '.' && parts.IsComplete && char.IsAsciiDigit(at.Peek(2)))))
            return Joined(at, hour, separator, parts);
        return TrySkipWord(at, Hours) ? Named(at, hour, parts) : null;
    }

    /// <summary>Decimals of a second after a separator, truncated to milliseconds.</summary>
    public static TimeSpan Fraction(DateCursor at)
    {
        if (at.Peek(0) is not ('.' or ',' or ':') || !char.IsAsciiDigit(at.Peek(1)))
            return TimeSpan.Zero;
        at.At++;
        var digits = at.Run(char.IsAsciiDigit);
        return TimeSpan.FromMilliseconds(DateCursor.Number(digits.PadRight(3, '0')[..3]));
    }

    private static bool Joined(DateCursor at, string hour, char separator, DateParts parts)
    {
        at.At++;
        var minute = at.Run(char.IsAsciiDigit);
        if (minute.Length > 2)
            return false;
        var second = "0";
        var fraction = TimeSpan.Zero;
        if (at.Peek(0) == separator && char.IsAsciiDigit(at.Peek(1)))
        {
            at.At++;
            second = at.Run(char.IsAsciiDigit);
            fraction = Fraction(at);
        }

        return second.Length is 1 or 2 && parts.SetTime(DateCursor.Number(hour), DateCursor.Number(minute), DateCursor.Number(second), fraction);
    }

    private static bool Named(DateCursor at, string hour, DateParts parts)
    {
        var minute = Number(at);
        var second = minute != "0" && TrySkipWord(at, Minutes) ? Number(at) : "0";
        if (second != "0")
            TrySkipWord(at, Seconds);
        return parts.SetTime(DateCursor.Number(hour), DateCursor.Number(minute), DateCursor.Number(second), TimeSpan.Zero);
    }

    /// <summary>One or two digits, possibly after a space; "0", without moving, if there are more or none.</summary>
    private static string Number(DateCursor at)
    {
        var start = at.At;
        if (at.Peek(0) == ' ')
            at.At++;
        if (at.Run(char.IsAsciiDigit) is { Length: 1 or 2 } digits)
            return digits;
        at.At = start;
        return "0";
    }

    private static bool TrySkipWord(DateCursor at, FrozenSet<string> words)
    {
        var start = at.At;
        if (at.Peek(0) == ' ')
            at.At++;
        if (words.Contains(FoldedText.Fold(at.Run(DateCursor.IsLetter))))
            return true;
        at.At = start;
        return false;
    }
}
