using CodeHollow.FeedReader.Feeds;

namespace SahelWatch.Feeds.Reading;

/// <summary>How often the feed asks to be polled.</summary>
/// <param name="Ttl">RSS 2.0 ttl.</param>
/// <param name="SkipHours">Hours of the day in UTC, 0-23, at which nothing changes.</param>
/// <param name="SkipDays">Days in UTC on which nothing changes.</param>
/// <param name="UpdateInterval">sy:updatePeriod divided by sy:updateFrequency.</param>
public sealed record FeedRhythm(TimeSpan? Ttl, IReadOnlyList<int> SkipHours, IReadOnlyList<DayOfWeek> SkipDays, TimeSpan? UpdateInterval)
{
    private const int MaxTtl = 366 * 24 * 60; // minutes; a longer one is a mistake

    public static FeedRhythm None { get; } = new(null, [], [], null);

    internal static FeedRhythm Of(BaseFeed? feed) => feed switch
    {
        Rss20Feed rss => new(
            Number(rss.TTL) is > 0 and <= MaxTtl and var minutes ? TimeSpan.FromMinutes(minutes) : null,
            [.. (rss.SkipHours ?? []).Select(Number).OfType<int>().Where(h => h is >= 0 and <= 24).Select(h => h % 24).Distinct()],
            [.. (rss.SkipDays ?? []).Select(Day).OfType<DayOfWeek>().Distinct()],
            Interval(rss.Sy)),
        Rss10Feed rdf => None with { UpdateInterval = Interval(rdf.Sy) },
        _ => None,
    };

    /// <summary>RSS 1.0 syndication module: the period divided by the number of updates in it (1 by default).</summary>
    private static TimeSpan? Interval(Syndication syndication)
    {
        TimeSpan? period = syndication.UpdatePeriod?.Trim().ToLowerInvariant() switch
        {
            "hourly" => TimeSpan.FromHours(1),
            "daily" => TimeSpan.FromDays(1),
            "weekly" => TimeSpan.FromDays(7),
            "monthly" => TimeSpan.FromDays(30),
            "yearly" => TimeSpan.FromDays(365),
            _ => null,
        };
        return period / (Number(syndication.UpdateFrequency) is > 0 and var frequency ? frequency : 1);
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DayOfWeek? Day(string text) => Enum.TryParse<DayOfWeek>(text.Trim(), ignoreCase: true, out var day) && Enum.IsDefined(day) ? day : null;
}
