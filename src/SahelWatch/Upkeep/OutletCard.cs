using SahelWatch.Catalogue;
using SahelWatch.Digests;
using SahelWatch.Digests.Composing;
using SahelWatch.Domain;
using SahelWatch.Outlets;

namespace SahelWatch.Upkeep;

/// <summary>An outlet, its feeds on the list and how it does.</summary>
/// <param name="Feeds">One at least.</param>
public sealed record OutletCard(Outlet Outlet, IReadOnlyList<FeedStatus> Feeds)
{
    /// <summary>Days of the catalogue that are counted.</summary>
    public const int Days = 90;

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

    /// <summary>Stories of the last <see cref="Days"/> days that it reported.</summary>
    public int Stories { get; init; }

    /// <summary>Its reports in them.</summary>
    public int Reports { get; init; }

    /// <summary>Of its reports, those that reprint a text of somebody else.</summary>
    public int Reprints { get; init; }

    /// <summary>Of its stories, those that other houses reported too, and later.</summary>
    public int First { get; init; }

    private IReadOnlyList<string> Said(Func<Feed, string?> what) => [.. Feeds.Select(f => what(f.Feed)).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>The outlets of a feed list, by name.</summary>
    /// <param name="events">Of the days that are counted.</param>
    internal static IReadOnlyList<OutletCard> Of(OutletTable outlets, IReadOnlyList<FeedStatus> feeds, IReadOnlyList<CatalogueRow> events)
    {
        var cards = feeds.Select(feed => (Outlet: outlets.Of(feed.Feed.Site ?? feed.Feed.Url, feed.Feed.Title), Feed: feed))
            .GroupBy(f => f.Outlet.Id, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(house => house.Key, house => new OutletCard(house.First().Outlet, [.. house.Select(f => f.Feed)]), StringComparer.OrdinalIgnoreCase);
        var houseOf = cards.SelectMany(c => c.Value.Feeds.Select(f => (Name: CleanText.Line(f.Feed.Title, Wordings.LongestName), House: c.Key)))
            .DistinctBy(f => f.Name).ToDictionary(f => f.Name, f => f.House);
        foreach (var row in events)
        {
            // An outlet that the list does not name any more is a house of its own: it may still have been first.
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
