using SahelWatch.Domain;

namespace SahelWatch.Delivery;

/// <summary>One digest to one reader or channel: what is known of it.</summary>
public sealed record DeliveryRecord
{
    /// <summary>No provider is waited for longer, whatever it asks: the digest would be given up meanwhile.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    /// <summary>A channel has an id made of its name.</summary>
    public required ReaderId Reader { get; init; }

    public DeliveryState State { get; init; }

    /// <summary>Times a mailer was asked.</summary>
    public int Attempts { get; init; }

    /// <summary>When it came into its state.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The earliest time of the next attempt; null where there is nothing to wait for.</summary>
    public DateTimeOffset? Next { get; init; }

    /// <summary>Of the last failure, without addresses.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// A process died, or a connection broke, between handing the mail over and recording it: the provider may have it, and the next attempt is a repeat.
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

    /// <summary>Tried again at <see cref="DeliveryRecord.Next"/>.</summary>
    Failed,

    /// <summary>Not tried again: refused for good, too late, or the reader left.</summary>
    GivenUp,
}

/// <summary>
/// Who gets a digest: fixed when it is first sent, in shards of readers so that recording a mail rewrites some kilobytes and never all readers.
/// </summary>
public sealed record DeliveryPlan
{
    public int Version { get; init; } = 1;

    public required DateTimeOffset PlannedAt { get; init; }

    public required int Readers { get; init; }

    public required int Shards { get; init; }

    /// <summary>Channels that get it too; each has a shard of its own, so that one that hangs holds up nobody.</summary>
    public IReadOnlyList<string> Channels { get; init => field = value ?? []; } = []; // absent in plans of old, and null then

    /// <summary>All shards exist.</summary>
    public bool Ready { get; init; }

    /// <summary>When the last delivery came to its end: nothing is left to be done.</summary>
    public DateTimeOffset? CompletedAt { get; init; }
}

/// <summary>The deliveries to some readers, and who is working on them.</summary>
public sealed record DeliveryShard
{
    public int Version { get; init; } = 1;

    /// <summary>Null where nobody is.</summary>
    public DeliveryLease? Lease { get; init; }

    public required IReadOnlyList<DeliveryRecord> Deliveries { get; init; }

    /// <param name="longest">The longest that a lease is ever taken for.</param>
    public bool IsHeld(TimeSpan longest, DateTimeOffset now) => Lease is { } lease && lease.Until > now && Believable.IsPlanned(lease.Until, longest, now);
}

/// <summary>A blob of the ledger: some readers, or one channel.</summary>
/// <param name="Channel">Its name; null for readers.</param>
internal readonly record struct DeliveryPart(string Blob, string? Channel);

/// <param name="Owner">The process, for operators; unique to each time a shard is taken.</param>
public sealed record DeliveryLease(string Owner, DateTimeOffset Until);
