namespace SahelWatch.Domain;

/// <summary>A feed's entry in plain text, whatever the dialect.</summary>
public sealed record FeedEntry
{
    /// <summary>The feed's own identifier (guid, atom:id, rdf:about); empty if it has none.</summary>
    public string Id { get; init; } = "";

    /// <summary>Absolute; null if the entry has no address.</summary>
    public Uri? Url { get; init; }

    /// <summary>Plain text on one line; the start of the summary if the feed gives no title.</summary>
    public string Title { get; init; } = "";

    /// <summary>Plain text, paragraphs separated by an empty line.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The full text if the feed has it: plain text, paragraphs separated by an empty line.</summary>
    public string Content { get; init; } = "";

    /// <summary>Null if the feed gives no date or an unreadable one; never "now".</summary>
    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public string? Author { get; init; }

    /// <summary>The BCP 47 tag that the feed declares; may be wrong.</summary>
    public string? Language { get; init; }

    public IReadOnlyList<string> Categories { get; init; } = [];
}
