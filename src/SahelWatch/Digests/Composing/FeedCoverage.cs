namespace SahelWatch.Digests.Composing;

/// <summary>Judges how complete the monitoring was.</summary>
internal static class FeedCoverage
{
    /// <summary>With half of the feeds down, or nothing polled in the last quarter of the window, the absence of news means nothing.</summary>
    private const double NoneAt = 0.5;

    private const int StaleQuarter = 4;

    /// <summary>A poll younger than this is never stale: a digest previewed soon after the last one covers only minutes.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    /// <summary>A few of a hundred feeds always fail; from this share on, the digest warns the reader at the top.</summary>
    private const double PartialAt = 0.1;

    public static Coverage Of(FeedSummary feeds, Window window)
    {
        var failing = feeds.Total == 0 ? 1 : (double)feeds.Troubles.Count(t => t.Condition != FeedCondition.Silent) / feeds.Total;
        return IsStale(feeds, window) || failing >= NoneAt ? Coverage.None : failing >= PartialAt ? Coverage.Partial : Coverage.Full;
    }

    public static bool IsStale(FeedSummary feeds, Window window) =>
        feeds.LastPoll is not { } polled || (polled < window.To - ((window.To - window.From) / StaleQuarter) && polled < window.To - Fresh);

    public static FeedSummary Clean(FeedSummary feeds) =>
        feeds with { Troubles = [.. feeds.Troubles.Select(CleanSource).OrderBy(t => t.Source, StringComparer.Ordinal)] };

    /// <summary>The expected number for a window of this length, from the days before; null if there are none.</summary>
    public static double? MeanOf(IReadOnlyList<int> days, Window window) =>
        days.Count == 0 ? null : Math.Round(days.Average() * (window.To - window.From).TotalDays, 1);

    private static FeedTrouble CleanSource(FeedTrouble trouble) => trouble with { Source = CleanText.Line(trouble.Source, Wordings.LongestName) };
}
