using System.Text.Json.Serialization;

namespace SahelWatch.Domain;

/// <summary>What polling remembers of one feed. Many of them share a blob, so it is kept small.</summary>
public sealed record FeedState
{
    public required FeedId Id { get; init; }

    /// <summary>The address polled instead of the listed one, after five permanent redirects in a row named it.</summary>
    public Uri? MovedTo { get; init; }

    /// <summary>Where the feed last redirected to permanently; becomes <see cref="MovedTo"/> once <see cref="RedirectStreak"/> is long enough.</summary>
    public Uri? RedirectsTo { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int RedirectStreak { get; init; }

    /// <summary>As the server sent it, byte for byte; quoted or not, weak or not.</summary>
    public string? ETag { get; init; }

    /// <summary>As the server sent it, byte for byte, whatever it means by it.</summary>
    public string? LastModified { get; init; }

    /// <summary>XxHash64 of the last body, so that a server without validators costs no parse when nothing changed.</summary>
    public ulong BodyHash { get; init; }

    /// <summary>When the feed was last asked for without validators; once a day it is, against servers that answer 304 for ever.</summary>
    public DateTimeOffset? LastUnconditional { get; init; }

    /// <summary>Set when a server sent the validators we hold with other entries: until then they are not used.</summary>
    public DateTimeOffset? DistrustedUntil { get; init; }

    public DateTimeOffset? LastPoll { get; init; }

    /// <summary>Last answer that could be used, 304 included.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>When our own schedule wants it next. <see cref="DateTimeOffset.MaxValue"/> for a feed that is gone.</summary>
    public DateTimeOffset NextDue { get; init; }

    /// <summary>The server asked for this (Retry-After): not before it, even when polled by hand.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>A 429 asked it of every feed on the host.</summary>
    public DateTimeOffset? HostNotBefore { get; init; }

    /// <summary>Failed polls in a row.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Failures { get; init; }

    /// <summary>Why the last poll failed, for people; null while it does not.</summary>
    public string? Reason { get; init; }

    public FeedHealth Health { get; init; }

    /// <summary>Since when it is <see cref="Health"/>.</summary>
    public DateTimeOffset? HealthSince { get; init; }

    /// <summary>Median time between its entries; null while fewer than three of them are dated.</summary>
    public TimeSpan? Rhythm { get; init; }

    /// <summary>The interval the feed itself asks for: the longer of ttl and sy:updatePeriod.</summary>
    public TimeSpan? StatedInterval { get; init; }

    /// <summary>Hours (0-23, UTC) in which the feed asks not to be polled; null where it names none.</summary>
    public IReadOnlyList<int>? SkipHours { get; init; }

    public IReadOnlyList<DayOfWeek>? SkipDays { get; init; }

    /// <summary>When an entry that had not been seen last appeared.</summary>
    public DateTimeOffset? LastNewEntry { get; init; }

    /// <summary>
    /// The entries it showed, packed at 32 bytes each: only <c>Feeds/SeenEntries</c> reads them. Stored beside the states, since most polls change nothing of
    /// it.
    /// </summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Seen { get; init; }
}

/// <summary>How a feed does, in one word; <see cref="FeedState.HealthSince"/> and <see cref="FeedState.Reason"/> say since when and why.</summary>
public enum FeedHealth
{
    /// <summary>Not polled yet.</summary>
    Unknown,
    Healthy,

    /// <summary>Answers, but has been silent far beyond its own rhythm.</summary>
    Quiet,

    /// <summary>Its polls fail; tried again less and less often, down to once a day.</summary>
    Failing,

    /// <summary>The site refuses us: a bot wall, 401, 403, 451.</summary>
    Blocked,

    /// <summary>410: taken down for good, not polled any more.</summary>
    Gone,
}
