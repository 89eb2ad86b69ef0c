using System.Text.Json.Serialization;

namespace SahelWatch.Digests;

/// <summary>
/// A composed digest, with everything that rendering needs, so that it looks the same whenever it is rendered. Stored as JSON (<see cref="DigestJson"/>).
/// </summary>
public sealed record Digest
{
    /// <summary>The version of the format; older ones stay readable.</summary>
    public int Version { get; init; } = 1;

    public required string Edition { get; init; }

    /// <summary>See <see cref="DueDigest.Key"/>.</summary>
    public required string Key { get; init; }

    public required string Title { get; init; }

    public required string Language { get; init; }

    /// <summary>IANA name: all times are shown in it.</summary>
    public required string TimeZone { get; init; }

    public required DateOnly Date { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required bool Late { get; init; }

    /// <summary>Null in old digests, which were composed when their window ended.</summary>
    public DateTimeOffset? ComposedAt { get; init; }

    [JsonIgnore]
    public DateTimeOffset Composed => ComposedAt ?? Window.To;

    public required Window Window { get; init; }

    /// <summary>Best first.</summary>
    public required IReadOnlyList<DigestStory> Stories { get; init; }

    /// <summary>How many of <see cref="Stories"/> are top stories; the others are listed by country.</summary>
    public required int Leads { get; init; }

    /// <summary>How many of <see cref="Stories"/> the mail shows in full.</summary>
    public required int MaxStories { get; init; }

    /// <summary>The countries with a section, in order.</summary>
    public required IReadOnlyList<Named> Countries { get; init; }

    public IReadOnlyList<HeadlineCorrection> CorrectedHeadlines { get; init; } = [];

    public IReadOnlyList<FigureCorrection> CorrectedFigures { get; init; } = [];

    public IReadOnlyList<Activity> Activity { get; init; } = [];

    public required FeedSummary Feeds { get; init; }

    [JsonPropertyName("sight")] // its name, and those of its values, in stored digests
    public required Coverage Coverage { get; init; }

    /// <summary>There are no stories and no corrections.</summary>
    [JsonIgnore]
    public bool IsQuiet => Stories.Count + CorrectedHeadlines.Count + CorrectedFigures.Count == 0;

    public Uri? Page { get; init; }

    /// <summary>False on a quiet day if the edition skips those.</summary>
    public required bool Send { get; init; }
}

/// <summary>How complete the monitoring was.</summary>
public enum Coverage
{
    [JsonStringEnumMemberName("Clear")]
    Full,

    /// <summary>Some feeds could not be read.</summary>
    [JsonStringEnumMemberName("Hazy")]
    Partial,

    /// <summary>So few feeds were read that the absence of news means nothing.</summary>
    [JsonStringEnumMemberName("Blind")]
    None,
}

/// <summary>A code and its name in the reader's language.</summary>
public sealed record Named(string Code, string Name);

/// <summary>Articles about a country in the window, and the mean for the days before; null if there are none.</summary>
public sealed record Activity(Named Country, int Articles, double? Mean);
