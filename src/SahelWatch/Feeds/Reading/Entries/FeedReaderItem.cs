using CodeHollow.FeedReader.Feeds;

namespace SahelWatch.Feeds.Reading.Entries;

/// <summary>What FeedReader's class for each dialect read of an item. FeedReader's dates lose their zones, so they are taken as text.</summary>
internal sealed record FeedReaderItem(string? Id, string? Published, string? Updated)
{
    /// <summary>For sitemaps, which FeedReader does not read.</summary>
    public static FeedReaderItem None { get; } = new(null, null, null);

    public static FeedReaderItem From(BaseFeedItem item) => item switch
    {
        AtomFeedItem atom => new(atom.Id, atom.PublishedDateString, atom.UpdatedDateString),
        Rss10FeedItem rdf => new(rdf.DC.Identifier, rdf.DC.DateString, null),
        Rss20FeedItem rss => new(rss.Guid, rss.PublishingDateString, null),
        _ => None,
    };
}
