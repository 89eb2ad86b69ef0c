using SahelWatch.Delivery;
using SahelWatch.Storage;

namespace SahelWatch.Alerts;

/// <summary>The result of an alert run.</summary>
/// <param name="LostRace">Another run decided at the same time; its messages are sent all the same.</param>
public sealed record AlertReport(DateTimeOffset At, IReadOnlyList<SentAlert> Sent, bool LostRace, BlobOperations Operations)
    : StageReport(At, Operations);

/// <summary>A message that was handed to delivery.</summary>
public sealed record SentAlert(string Rule, string Key, string Subject, DeliveryReport Delivery);
