using SahelWatch.Domain;

namespace SahelWatch.Delivery;

/// <summary>How far the delivery of a digest has come after a run.</summary>
public sealed record DeliveryReport
{
    public required string Edition { get; init; }

    public required string Digest { get; init; }

    /// <summary>Readers and channels it goes to.</summary>
    public int Readers { get; init; }

    /// <summary>Handed over in this run.</summary>
    public int SentNow { get; init; }

    /// <summary>Handed over in this run or before.</summary>
    public int Sent { get; init; }

    /// <summary>To be tried, or tried again.</summary>
    public int Waiting { get; init; }

    public int GivenUp { get; init; }

    /// <summary>Mails of this run that an earlier attempt may already have delivered.</summary>
    public int Repeated { get; init; }

    /// <summary>Readers whom this run suspended: their address refused three digests in a row.</summary>
    public IReadOnlyList<ReaderId> Suspended { get; init; } = [];

    /// <summary>What keeps everybody waiting (the provider is down, refuses the sender), or why readers failed, most frequent first.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>When it is worth running again; null where nobody waits.</summary>
    public DateTimeOffset? Resume { get; init; }

    /// <summary>Every reader has it or was given up.</summary>
    public bool Complete { get; init; }
}
