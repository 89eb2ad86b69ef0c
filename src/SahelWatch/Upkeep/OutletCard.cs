using SahelWatch.Catalogue;
using SahelWatch.Digests;
using SahelWatch.Digests.Composing;
using SahelWatch.Outlets;

namespace SahelWatch.Upkeep;

/// <summary>An outlet, its feeds and their performance.</summary>
/// <param name="Feeds">At least one.</param>
public sealed record OutletCard(Outlet Outlet, IReadOnlyList<FeedStatus> Feeds)
{
    /// <summary>The period that is counted, in days.</summary>
    public const int Days = 90;

    /// <summary>From best to worst; a feed that was never polled is in between.</summary>
    private static readonly FeedHealth[] Healths =
        [FeedHealth.Healthy, FeedHealth.Quiet, FeedHealth.Unknown, FeedHealth.Failing, FeedHealth.Blocked, FeedHealth.Gone];

    /// <summary>The countries that it covers, as named in the feed list.</summary>
    public IReadOnlyList<string> Countries => Said(f => f.Country);

    public IReadOnlyList<string> Languages => Said(f => f.Language);

    /// <summary>local, press, broadcaster, wire, government, un, ngo or analysis.</summary>
    public IReadOnlyList<string> Kinds => Said(f => f.Kind);

    /// <summary>The health of its best feed, since the others may have the same articles.</summary>
    public FeedHealth Health => Feeds.Select(f => f.Health).MinBy(h => Array.IndexOf(Healths, h));

    /// <summary>None of its feeds has ever been seen to work.</summary>
    public bool IsUnchecked => Feeds.All(f => f.Feed.IsUnchecked && f.State?.LastSuccess is null);

    /// <summary>When a new entry last appeared; null if never.</summary>
    public DateTimeOffset? LastNewEntry => Feeds.Max(f => f.State?.LastNewEntry);

    /// <summary>The number of entries that its busiest feed publishes, on any subject; null if too few are dated.</summary>
    public double? EntriesPerDay => Feeds.Max(f => f.State?.Rhythm is { Ticks: > 0 } rhythm ? TimeSpan.FromDays(1) / rhythm : (double?)null);

    /// <summary>Stories of the last <see cref="Days"/> days that it reported.</summary>
    public int Stories { get; init; }

    /// <summary>The number of its reports in them.</summary>
    public int Reports { get; init; }

    /// <summary>The number of its reports that reprint another outlet's text.</summary>
    public int Reprints { get; init; }

    /// <summary>The number of its stories that it reported before all others, if there were others.</summary>
    public int First { get; init; }

    private IReadOnlyList<string> Said(Func<Feed, string?> what) => [.. Feeds.Select(f => what(f.Feed)).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>The outlets of a feed list, by name.</summary>
    /// <param name="events">The events of the period that is counted.</param>
    internal static IReadOnlyList<OutletCard> Of(OutletTable outlets, IReadOnlyList<FeedStatus> feeds, IReadOnlyList<CatalogueRow> events)
    {
        var cards = feeds.Select(feed => (Outlet: outlets.Of(feed.Feed.Site ?? feed.Feed.Url, feed.Feed.Title), Feed: feed))
            .GroupBy(f => f.Outlet.Id, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(house => house.Key, house => new OutletCard(house.First().Outlet, [.. house.Select(f => f.Feed)]), StringComparer.OrdinalIgnoreCase);
        var houseOf = cards.SelectMany(c => c.Value.Feeds.Select(f => (Name: CleanText.Line(f.Feed.Title, Wordings.LongestName), House: c.Key)))
            .DistinctBy(f => f.Name).ToDictionary(f => f.Name, f => f.House);
        foreach (var row in events)
        {
            // An outlet that is no longer on the list may still have been first.
            var houses = row.Outlets.GroupBy(o => houseOf.GetValueOrDefault(o.Name, o.Name), StringComparer.OrdinalIgnoreCase).ToList();
            foreach (var (rank, house) in houses.Index())
            {
                if (cards.TryGetValue(house.Key, out var card))
                    cards[house.Key] = card with
                    {
                        Stories = card.Stories + 1,
                        Reports = card.Reports + house.Sum(o => o.Reports),
                        Reprints = card.Reprints + house.Sum(o => o.Copies),
                        First = card.First + (rank == 0 && houses.Count > 1 ? 1 : 0),
                    };
            }
        }

        return [.. cards.Values.OrderBy(card => card.Outlet.Name, StringComparer.InvariantCultureIgnoreCase)];
    }
}
