namespace SahelWatch.Stories.Sketching;

/// <summary>
/// The day on which a text says that what it reports happened: a weekday with its date ("Thursday, August 24, 2023", "jeudi 24 août", "الخميس 24 أغسطس"). A
/// date without a weekday is often background ("since the coup of 26 July") and is ignored.
/// </summary>
internal static class ToldDate
{
    private const int FirstWords = 120; // the news comes before this, background after it
    private const int Reach = 4; // words after the weekday within which its date follows

    /// <param name="published">Null if unknown: then only a date with a year counts.</param>
    /// <returns>Midnight UTC of that day; null if the text gives none, or one in the future.</returns>
    public static DateTimeOffset? Of(List<Token> tokens, DateTimeOffset? published)
    {
        for (var i = 0; i < Math.Min(tokens.Count, FirstWords); i++)
        {
            if (tokens[i].Word.IsWeekday && At(tokens, i + 1, published) is { } told && (published is null || told <= published))
                return told;
        }

        return null;
    }

    private static DateTimeOffset? At(List<Token> tokens, int from, DateTimeOffset? published)
    {
        int day = 0, month = 0, year = 0;
        for (var i = from; i < Math.Min(tokens.Count, from + Reach) && tokens[i].Sentence == tokens[from - 1].Sentence; i++)
        {
            var folded = tokens[i].Word.Text.AsSpan();
            if (tokens[i].Word.Month > 0 && month == 0)
                month = tokens[i].Word.Month;
            else if (folded.Length == 4 && int.TryParse(folded, NumberStyles.None, CultureInfo.InvariantCulture, out var four))
                year = four;
            else if (day == 0 && folded.IndexOfAnyExceptInRange('0', '9') is var end
                && int.TryParse(end < 0 ? folded : folded[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                day = number;
        }

        if (month == 0 || (year == 0 && published is null))
            return null;
        if (year == 0)
            year = month > published!.Value.Month ? published.Value.Year - 1 : published.Value.Year; // December, reported in January
        return year is >= 1900 and <= 2100 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero)
            : null;
    }
}
