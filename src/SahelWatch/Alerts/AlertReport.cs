using SahelWatch.Delivery;
using SahelWatch.Domain;
using SahelWatch.Storage;

namespace SahelWatch.Alerts;

/// <summary>What a run of alerts did.</summary>
/// <param name="LostRace">Another run decided at the same time; its messages go out all the same.</param>
public sealed record AlertReport(DateTimeOffset At, IReadOnlyList<SentAlert> Sent, bool LostRace, BlobOperations Operations)
{
    /// <summary>What it went by.</summary>
    public IReadOnlyList<InputVersion> Inputs { get; init => field = value ?? []; } = [];
}

/// <summary>One message that was handed to delivery.</summary>
public sealed record SentAlert(string Rule, string Key, string Subject, DeliveryReport Delivery);
