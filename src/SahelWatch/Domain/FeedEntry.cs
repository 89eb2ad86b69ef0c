namespace SahelWatch.Domain;

/// <summary>One entry as its feed gives it, in plain text, whatever the dialect.</summary>
public sealed record FeedEntry
{
    /// <summary>The feed's own identifier (guid, atom:id, rdf:about); empty where it has none.</summary>
    public string Id { get; init; } = "";

    /// <summary>Absolute address; null where the entry has none.</summary>
    public Uri? Url { get; init; }

    /// <summary>Plain text on one line; the start of the summary where the feed gives no title.</summary>
    public string Title { get; init; } = "";

    /// <summary>Plain text, paragraphs separated by an empty line.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The full text where the feed carries it, plain, paragraphs separated by an empty line; else empty.</summary>
    public string Content { get; init; } = "";

    /// <summary>Null where the feed gives no date or one that cannot be read; never "now".</summary>
    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public string? Author { get; init; }

    /// <summary>BCP 47 as the feed says; may be wrong.</summary>
    public string? Language { get; init; }

    public IReadOnlyList<string> Categories { get; init; } = [];
}
