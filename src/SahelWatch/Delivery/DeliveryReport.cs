namespace SahelWatch.Delivery;

/// <summary>The progress of a delivery after a run.</summary>
public sealed record DeliveryReport
{
    public required string Edition { get; init; }

    public required string Digest { get; init; }

    /// <summary>The number of readers and channels.</summary>
    public int Readers { get; init; }

    /// <summary>Sent in this run.</summary>
    public int SentNow { get; init; }

    /// <summary>Sent in this run or before.</summary>
    public int Sent { get; init; }

    /// <summary>To be sent or retried.</summary>
    public int Waiting { get; init; }

    public int GivenUp { get; init; }

    /// <summary>Mails of this run that an earlier attempt may already have delivered.</summary>
    public int Repeated { get; init; }

    /// <summary>Readers suspended by this run because their addresses rejected three digests in a row.</summary>
    public IReadOnlyList<ReaderId> Suspended { get; init; } = [];

    /// <summary>Why all readers wait (the provider is down or refuses the sender), or why readers failed, most frequent first.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>When to run again; null if nobody waits.</summary>
    public DateTimeOffset? Resume { get; init; }

    /// <summary>Every delivery was sent or given up.</summary>
    public bool Complete { get; init; }
}
