using SahelWatch.Feeds.Reading;

namespace SahelWatch.Feeds;

/// <summary>The content of a feed, whatever its dialect; a body that is not a feed has no entries and the format "html" or "none".</summary>
public sealed record ParsedFeed
{
    /// <summary>rss2.0, rss1.0, rss0.9x, atom1.0, atom0.3, json1.0, json1.1, sitemap, html or none.</summary>
    public required string Format { get; init; }

    /// <summary>Plain text on one line.</summary>
    public string Title { get; init; } = "";

    /// <summary>The feed's website.</summary>
    public Uri? Link { get; init; }

    /// <summary>The BCP 47 tag that the feed declares; may be wrong.</summary>
    public string? Language { get; init; }

    /// <summary>In document order.</summary>
    public IReadOnlyList<FeedEntry> Entries { get; init; } = [];

    /// <summary>Short sentences saying what was wrong with the body and was repaired or left out. Empty for a valid feed.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    public FeedRhythm Rhythm { get; init; } = FeedRhythm.None;

    /// <summary>For a web page, the feeds it offers (rel=alternate), absolute if the page's address is known.</summary>
    public IReadOnlyList<Uri> FeedLinks { get; init; } = [];
}
