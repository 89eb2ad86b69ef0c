using System.Text.Json.Serialization;

namespace SahelWatch.Domain;

/// <summary>An entry that was kept because it matched: what is stored once per article and read by grouping and digests.</summary>
public sealed record Article
{
    /// <summary>The shape's version; older ones stay readable.</summary>
    public int Version { get; init; } = 1;

    public required ArticleId Id { get; init; }

    public required FeedId Feed { get; init; }

    /// <summary>The outlet's name as readers see it.</summary>
    public required string Source { get; init; }

    /// <summary>Kind of outlet, from the feed list.</summary>
    public string? Kind { get; init; }

    public required Uri Url { get; init; }

    public required string Title { get; init; }

    public string Summary { get; init; } = "";

    /// <summary>The full text where the feed carries it; else empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>en, fr, ar or other: detected in the text where the feed is silent or wrong.</summary>
    public required string Language { get; init; }

    /// <summary>As the feed says, clamped when it lies in the future; null where the feed gives none.</summary>
    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public required Match Match { get; init; }

    /// <summary>The outlet's new wording of an entry that it showed before: an update of the article where that was kept, not a new one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsEdit { get; init; }

    /// <summary>
    /// Published while its feed could not be read, and seen more than a day later: news although its date is old. Not so the past that a feed's first poll
    /// brings.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsDelayed { get; init; }

    /// <summary>When it happened in the press: the published date, or the time it was first seen where the feed gives none.</summary>
    public DateTimeOffset Date => Published ?? FirstSeen;
}
