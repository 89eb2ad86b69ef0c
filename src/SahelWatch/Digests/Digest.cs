using System.Text.Json.Serialization;

namespace SahelWatch.Digests;

/// <summary>
/// One edition of one day, composed: all that rendering needs, so that a digest looks the same whenever it is rendered. Stored as JSON
/// (<see cref="DigestJson"/>).
/// </summary>
public sealed record Digest
{
    /// <summary>The shape's version; older ones stay readable.</summary>
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

    /// <summary>Null in digests of old, which were composed when their window ended.</summary>
    public DateTimeOffset? ComposedAt { get; init; }

    [JsonIgnore]
    public DateTimeOffset Composed => ComposedAt ?? Window.To;

    public required Window Window { get; init; }

    /// <summary>Best first.</summary>
    public required IReadOnlyList<DigestStory> Stories { get; init; }

    /// <summary>How many of <see cref="Stories"/> lead; the rest stand under their countries.</summary>
    public required int Leads { get; init; }

    /// <summary>How many of <see cref="Stories"/> the mail shows in full.</summary>
    public required int MaxStories { get; init; }

    /// <summary>The countries that have a section of their own, in the order of the sections.</summary>
    public required IReadOnlyList<Named> Countries { get; init; }

    public IReadOnlyList<HeadlineCorrection> CorrectedHeadlines { get; init; } = [];

    public IReadOnlyList<FigureCorrection> CorrectedFigures { get; init; } = [];

    public IReadOnlyList<Activity> Activity { get; init; } = [];

    public required FeedWatch Feeds { get; init; }

    public required Sight Sight { get; init; }

    /// <summary>Tells of nothing, not even a correction.</summary>
    [JsonIgnore]
    public bool IsQuiet => Stories.Count + CorrectedHeadlines.Count + CorrectedFigures.Count == 0;

    public Uri? Page { get; init; }

    /// <summary>False where the edition wants no mail on a quiet day and this was one.</summary>
    public required bool Send { get; init; }
}

/// <summary>Whether the watch saw what there was to see.</summary>
public enum Sight
{
    Clear,

    /// <summary>Some feeds could not be read.</summary>
    Hazy,

    /// <summary>So little was read that silence means nothing.</summary>
    Blind,
}

/// <summary>A code and what it is called in the reader's language.</summary>
public sealed record Named(string Code, string Name);

/// <summary>Articles on a country in the window, beside the mean for as many days before; null where there is no past to compare.</summary>
public sealed record Activity(Named Country, int Articles, double? Mean);
