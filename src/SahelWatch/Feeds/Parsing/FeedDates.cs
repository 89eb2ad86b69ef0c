using System.Globalization;

namespace SahelWatch.Feeds.Parsing;

/// <summary>Dates as feeds write them; a date without a zone is taken for UTC.</summary>
internal static class FeedDates
{
    /// <returns>Null where the text is no date.</returns>
    public static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}
