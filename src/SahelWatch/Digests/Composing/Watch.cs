namespace SahelWatch.Digests.Composing;

/// <summary>Judges how complete the monitoring was.</summary>
internal static class Watch
{
    /// <summary>With half of the feeds down, or nothing polled in the last quarter of the window, the absence of news means nothing.</summary>
    private const double BlindAt = 0.5;

    private const int BlindQuarter = 4;

    /// <summary>A few of a hundred feeds always fail; from this share on, the digest warns the reader at the top.</summary>
    private const double HazyAt = 0.1;

    public static Sight SightOf(FeedWatch feeds, Window window)
    {
        var failing = feeds.Total == 0 ? 1 : (double)feeds.Troubles.Count(t => t.Condition != FeedCondition.Silent) / feeds.Total;
        return IsStale(feeds, window) || failing >= BlindAt ? Sight.Blind : failing >= HazyAt ? Sight.Hazy : Sight.Clear;
    }

    public static bool IsStale(FeedWatch feeds, Window window) =>
        feeds.LastPoll is not { } polled || polled < window.To - ((window.To - window.From) / BlindQuarter);

    public static FeedWatch Clean(FeedWatch feeds) =>
        feeds with
        {
            Troubles = [
            .. feeds.Troubles.Select(t => t with { Source = CleanText.Line(t.Source, Wordings.LongestName) }).OrderBy(t => t.Source, StringComparer.Ordinal)]
        };

    /// <summary>The expected number for a window of this length, from the days before; null if there are none.</summary>
    public static double? MeanOf(IReadOnlyList<int> days, Window window) =>
        days.Count == 0 ? null : Math.Round(days.Average() * (window.To - window.From).TotalDays, 1);
}
