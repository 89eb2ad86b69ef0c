using SahelWatch.Domain;
using SahelWatch.Outlets;

namespace SahelWatch.Upkeep;

/// <summary>An outlet, its feeds on the list and how it does.</summary>
/// <param name="Feeds">One at least.</param>
public sealed record OutletCard(Outlet Outlet, IReadOnlyList<FeedStatus> Feeds)
{
    /// <summary>From good to bad. A feed that was never polled may be either.</summary>
    private static readonly FeedHealth[] Healths =
        [FeedHealth.Healthy, FeedHealth.Quiet, FeedHealth.Unknown, FeedHealth.Failing, FeedHealth.Blocked, FeedHealth.Gone];

    /// <summary>The countries that it covers, as the feed list calls them.</summary>
    public IReadOnlyList<string> Countries => Said(f => f.Country);

    public IReadOnlyList<string> Languages => Said(f => f.Language);

    /// <summary>local, press, broadcaster, wire, government, un, ngo or analysis.</summary>
    public IReadOnlyList<string> Kinds => Said(f => f.Kind);

    /// <summary>Of the feed that does best: the others may be other ways to the same articles.</summary>
    public FeedHealth Health => Feeds.Select(f => f.Health).MinBy(h => Array.IndexOf(Healths, h));

    /// <summary>No feed of it was ever seen to answer, here or by whoever listed it.</summary>
    public bool IsUnchecked => Feeds.All(f => f.Feed.IsUnchecked && f.State?.LastSuccess is null);

    /// <summary>When something new last appeared; null where nothing has yet.</summary>
    public DateTimeOffset? LastNewEntry => Feeds.Max(f => f.State?.LastNewEntry);

    /// <summary>What its busiest feed publishes, about the Sahel or not; null while too few entries are dated.</summary>
    public double? EntriesPerDay => Feeds.Max(f => f.State?.Rhythm is { Ticks: > 0 } rhythm ? TimeSpan.FromDays(1) / rhythm : (double?)null);

    private IReadOnlyList<string> Said(Func<Feed, string?> what) => [.. Feeds.Select(f => what(f.Feed)).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>The outlets of a feed list, by name.</summary>
    internal static IReadOnlyList<OutletCard> Of(OutletTable outlets, IEnumerable<FeedStatus> feeds) =>
    [
        .. feeds.Select(feed => (Outlet: outlets.Of(feed.Feed.Site ?? feed.Feed.Url, feed.Feed.Title), Feed: feed))
            .GroupBy(f => f.Outlet.Id, StringComparer.OrdinalIgnoreCase)
            .Select(house => new OutletCard(house.First().Outlet, [.. house.Select(f => f.Feed)]))
            .OrderBy(card => card.Outlet.Name, StringComparer.InvariantCultureIgnoreCase),
    ];
}
