using SahelWatch.Delivery;
using SahelWatch.Storage;

namespace SahelWatch.Digests;

/// <summary>What a digest run did.</summary>
public sealed record DigestReport(DateTimeOffset At, IReadOnlyList<SentDigest> Digests, IReadOnlyList<DigestFailure> Failures, BlobOperations Operations)
    : StageReport(At, Operations)
{
    /// <summary>When a run last handed over a mail, this one or an earlier one; null where none did.</summary>
    public DateTimeOffset? LastSent { get; init; }
}

/// <summary>One digest that was handed to delivery.</summary>
public sealed record SentDigest(string Edition, string Key, string Subject, int Stories, DeliveryReport Delivery);

/// <summary>An edition whose digest could not be composed.</summary>
public sealed record DigestFailure(string Edition, string Reason);
