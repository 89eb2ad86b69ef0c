namespace SahelWatch.Delivery;

/// <summary>The delivery of one digest to one reader or channel.</summary>
public sealed record DeliveryRecord
{
    /// <summary>The maximum wait, even if the provider asks for more: the digest would be given up meanwhile.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    /// <summary>For a channel, derived from its name.</summary>
    public required ReaderId Reader { get; init; }

    public DeliveryState State { get; init; }

    /// <summary>The number of attempts.</summary>
    public int Attempts { get; init; }

    /// <summary>When the state last changed.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The earliest time of the next attempt; null for no restriction.</summary>
    public DateTimeOffset? Next { get; init; }

    /// <summary>Of the last failure, without addresses.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// A process died or a connection broke between sending the mail and recording it: the provider may have accepted it, and the next attempt may be a repeat.
    /// </summary>
    public bool InDoubt { get; init; }

    public bool IsOpen => State is not (DeliveryState.Sent or DeliveryState.GivenUp);

    public bool IsDue(DateTimeOffset now) => IsOpen && (Next is not { } next || next <= now || !Believable.IsPlanned(next, LongestWait, now));
}

public enum DeliveryState
{
    Planned,
    Sending,
    Sent,

    /// <summary>To be retried at <see cref="DeliveryRecord.Next"/>.</summary>
    Failed,

    /// <summary>Not retried: permanently rejected, too late, or the reader has left.</summary>
    GivenUp,
}

/// <summary>Who gets a digest: fixed when it is first sent, in shards of readers, so that recording a mail rewrites only a few kilobytes.</summary>
public sealed record DeliveryPlan
{
    public int Version { get; init; } = 1;

    public required DateTimeOffset PlannedAt { get; init; }

    public required int Readers { get; init; }

    public required int Shards { get; init; }

    /// <summary>Channels that get it too; each has its own shard, so that one that hangs delays nobody.</summary>
    public IReadOnlyList<string> Channels { get; init => field = value ?? []; } = []; // null if absent, as in older plans

    /// <summary>All shards exist.</summary>
    public bool Ready { get; init; }

    /// <summary>When the last delivery ended; nothing is left to do.</summary>
    public DateTimeOffset? CompletedAt { get; init; }
}

/// <summary>The deliveries to some of the readers, and who is working on them.</summary>
public sealed record DeliveryShard
{
    public int Version { get; init; } = 1;

    /// <summary>Null if nobody is.</summary>
    public DeliveryLease? Lease { get; init; }

    public required IReadOnlyList<DeliveryRecord> Deliveries { get; init; }

    /// <param name="longest">The maximum duration of a lease.</param>
    public bool IsHeld(TimeSpan longest, DateTimeOffset now) => Lease is { } lease && lease.Until > now && Believable.IsPlanned(lease.Until, longest, now);
}

/// <summary>A blob of the ledger, for some readers or for one channel.</summary>
/// <param name="Shard">The number of a shard of readers.</param>
/// <param name="Channel">The channel's name; null for readers.</param>
internal readonly record struct DeliveryPart(string Blob, int Shard, string? Channel);

/// <param name="Owner">Identifies the process for operators; unique each time a shard is taken.</param>
public sealed record DeliveryLease(string Owner, DateTimeOffset Until);
