using SahelWatch.Domain;
using SahelWatch.Feeds.Reading;

namespace SahelWatch.Feeds;

/// <summary>What a body said, whatever its dialect and state; a body that is no feed has no entries and the format "html" or "none".</summary>
public sealed record ParsedFeed
{
    /// <summary>rss2.0, rss1.0, rss0.9x, atom1.0, atom0.3, json1.0, json1.1, sitemap, html or none.</summary>
    public required string Format { get; init; }

    /// <summary>Plain text on one line.</summary>
    public string Title { get; init; } = "";

    /// <summary>The site that the feed belongs to.</summary>
    public Uri? Link { get; init; }

    /// <summary>BCP 47 as the feed says; may be wrong.</summary>
    public string? Language { get; init; }

    /// <summary>In the order of the document.</summary>
    public IReadOnlyList<FeedEntry> Entries { get; init; } = [];

    /// <summary>Short sentences: what was wrong with the body and was mended or left out. Empty for a sound feed.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    public FeedRhythm Rhythm { get; init; } = FeedRhythm.None;

    /// <summary>Where the body is a page: the feeds it offers (rel=alternate), absolute where the page's address is known.</summary>
    public IReadOnlyList<Uri> FeedLinks { get; init; } = [];
}
