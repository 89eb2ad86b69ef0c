using System.Text.Json.Serialization;

namespace SahelWatch.Domain;

/// <summary>What polling remembers of a feed. Many share a blob, so it is kept small.</summary>
public sealed record FeedState
{
    public required FeedId Id { get; init; }

    /// <summary>The address polled instead of the listed one, after five permanent redirects to it in a row.</summary>
    public Uri? MovedTo { get; init; }

    /// <summary>The target of the last permanent redirect; becomes <see cref="MovedTo"/> when <see cref="RedirectStreak"/> is long enough.</summary>
    public Uri? RedirectsTo { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int RedirectStreak { get; init; }

    /// <summary>As the server sent it, byte for byte.</summary>
    public string? ETag { get; init; }

    /// <summary>As the server sent it, byte for byte.</summary>
    public string? LastModified { get; init; }

    /// <summary>XxHash64 of the last body, so that an unchanged body need not be parsed even without validators.</summary>
    public ulong BodyHash { get; init; }

    /// <summary>When the feed was last requested without validators, which happens once a day in case the server always answers 304.</summary>
    public DateTimeOffset? LastUnconditional { get; init; }

    /// <summary>Set when the server sent the same validators with new entries: they are not used until then.</summary>
    public DateTimeOffset? DistrustedUntil { get; init; }

    public DateTimeOffset? LastPoll { get; init; }

    /// <summary>The last usable response, including 304.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>When our own schedule polls it next. <see cref="DateTimeOffset.MaxValue"/> for a feed that is gone.</summary>
    public DateTimeOffset NextDue { get; init; }

    /// <summary>The server asked not to be polled before this (Retry-After), which also applies to polls by hand.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The same for every feed on the host (429).</summary>
    public DateTimeOffset? HostNotBefore { get; init; }

    /// <summary>Failed polls in a row.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Failures { get; init; }

    /// <summary>Why the last poll failed, in plain words; null if it did not.</summary>
    public string? Reason { get; init; }

    public FeedHealth Health { get; init; }

    /// <summary>Since when <see cref="Health"/> has had its present value.</summary>
    public DateTimeOffset? HealthSince { get; init; }

    /// <summary>Average time between its newer entries; null if too few are dated.</summary>
    public TimeSpan? Rhythm { get; init; }

    /// <summary>The interval that the feed itself asks for: the longer of ttl and sy:updatePeriod.</summary>
    public TimeSpan? StatedInterval { get; init; }

    /// <summary>Hours (0-23, UTC) in which the feed asks not to be polled; null if none.</summary>
    public IReadOnlyList<int>? SkipHours { get; init; }

    public IReadOnlyList<DayOfWeek>? SkipDays { get; init; }

    /// <summary>When a new entry was last seen.</summary>
    public DateTimeOffset? LastNewEntry { get; init; }

    /// <summary>
    /// The entries seen, packed at 32 bytes each and read only by <c>SeenEntries</c>. Stored separately from the states, since most polls do not change them.
    /// </summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Seen { get; init; }
}

/// <summary>The health of a feed; <see cref="FeedState.HealthSince"/> and <see cref="FeedState.Reason"/> say since when and why.</summary>
public enum FeedHealth
{
    /// <summary>Not polled yet.</summary>
    Unknown,
    Healthy,

    /// <summary>Works, but has had no new entries for much longer than usual.</summary>
    Quiet,

    /// <summary>Polls fail; they are retried less and less often, down to once a day.</summary>
    Failing,

    /// <summary>The site blocks us: a bot wall, 401, 403, 451.</summary>
    Blocked,

    /// <summary>410: permanently removed; no longer polled.</summary>
    Gone,
}
