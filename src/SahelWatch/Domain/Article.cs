using System.Text.Json.Serialization;

namespace SahelWatch.Domain;

/// <summary>An entry that was kept because it matched; stored once, and read by grouping and digests.</summary>
public sealed record Article
{
    /// <summary>Version of the stored shape; older ones stay readable.</summary>
    public int Version { get; init; } = 1;

    public required ArticleId Id { get; init; }

    public required FeedId Feed { get; init; }

    /// <summary>The outlet's name as shown to readers.</summary>
    public required string Source { get; init; }

    /// <summary>Kind of outlet, from the feed list.</summary>
    public string? Kind { get; init; }

    public required Uri Url { get; init; }

    public required string Title { get; init; }

    public string Summary { get; init; } = "";

    /// <summary>The full text if the feed has it, else empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>en, fr, ar or other; detected from the text if the feed does not declare it or is wrong.</summary>
    public required string Language { get; init; }

    /// <summary>According to the feed, clamped if in the future; null if the feed gives none.</summary>
    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public required Match Match { get; init; }

    /// <summary>The outlet edited an entry seen before: an update of the article, if that was kept, and not a new one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsEdit { get; init; }

    /// <summary>
    /// Published while its feed could not be read, and first seen more than a day later: treated as new although its date is old, unlike old entries in the
    /// first poll of a feed.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsDelayed { get; init; }

    /// <summary>The published date, or when it was first seen if the feed gives none.</summary>
    public DateTimeOffset Date => Published ?? FirstSeen;
}
