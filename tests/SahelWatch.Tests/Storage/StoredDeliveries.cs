using SahelWatch.Delivery;
using SahelWatch.Domain;
using SahelWatch.Readers;

namespace SahelWatch.Tests.Storage;

/// <summary>One of each stored shape of delivery with every member set.</summary>
internal static class StoredDeliveries
{
    private static readonly DateTimeOffset Time = new(2026, 11, 22, 6, 30, 0, TimeSpan.Zero);
    private static readonly ReaderId Id = new("0123456789abcdef0123456789abcdef");

    public static DeliveryPlan Plan { get; } = new()
    { PlannedAt = Time, Readers = 51, Shards = 2, Channels = ["newsroom"], Ready = true, CompletedAt = Time.AddMinutes(1) };

    public static DeliveryShard Shard { get; } = new()
    {
        Lease = new DeliveryLease("4711-0a1b2c3d", Time.AddMinutes(5)),
        Deliveries = [new()
            { Reader = Id, State = DeliveryState.Failed, Attempts = 2, At = Time, Next = Time.AddMinutes(10), Reason = "450 greylisted", InDoubt = true }],
    };

    public static SendingPace Pace { get; } = new() { Grants = [new(Time, 10)], PausedUntil = Time.AddMinutes(5), PausedBecause = "421 closing" };

    public static Reader Reader { get; } = new()
    {
        Id = Id,
        KeyPrint = "0a1b2c3d",
        Address = "lecteur@exemple.invalid",
        Language = "fr",
        Editions = ["daily"],
        Asked = ["hebdo"],
        AskedAt = Time,
        MailedAt = Time,
        Mails = 2,
        ConfirmedAt = Time,
        Left = ["soir"],
        Erased = true,
        Bounces = 3,
        LastBounce = "daily/2026-11-22",
        SuspendedAt = Time,
        SuspendedBecause = "550 5.1.1 no such user",
    };
}
