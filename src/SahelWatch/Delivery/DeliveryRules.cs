using SahelWatch.Delivery.Mail;
using SahelWatch.Readers;

namespace SahelWatch.Delivery;

/// <summary>Decides from a mailer's answer what becomes of a delivery: sent, tried again, given up, or everybody paused.</summary>
internal static class DeliveryRules
{
    /// <summary>Digests in a row that an address must refuse before it is no longer mailed.</summary>
    public const int BouncesToSuspend = 3;

    /// <summary>A chat service counts in seconds, and what is told there is awaited.</summary>
    public static readonly TimeSpan FirstWaitOfChannel = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(5); // greylisting lets the second attempt pass after a few minutes (RFC 6647 4)
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromHours(2);

    /// <summary>How long everybody waits after the provider failed without saying how long; short, since the pause ends with one attempt.</summary>
    private static readonly TimeSpan OutagePause = TimeSpan.FromMinutes(5);

    /// <summary>How long everybody waits after the provider refused us: an operator must act, and a refusal repeated too often costs reputation.</summary>
    private static readonly TimeSpan RefusalPause = TimeSpan.FromMinutes(15);

    /// <param name="delivery">As it was while being sent.</param>
    /// <param name="firstWait">Before the second attempt; doubled before each after it.</param>
    public static DeliveryRecord After(
        DeliveryRecord delivery, MailOutcome outcome, DateTimeOffset now, DateTimeOffset giveUpAt, TimeSpan firstWait) => outcome switch
        {
            MailOutcome.Sent => delivery with { State = DeliveryState.Sent, At = now, Next = null, Reason = null, InDoubt = outcome.InDoubt },
            MailOutcome.PermanentFailure failure => GivenUp(delivery, failure.Reason, now),
            MailOutcome.TemporaryFailure failure => TryAgain(delivery, failure, now, giveUpAt, firstWait),
            // Not this reader's failure: it costs no attempt, and the pause for everybody, or the next run, says when to go on.
            MailOutcome.Unavailable or MailOutcome.SenderRefused or MailOutcome.Stopped => delivery with
            {
                State = DeliveryState.Planned,
                At = now,
                Attempts = delivery.Attempts - 1,
                InDoubt = delivery.InDoubt || outcome.InDoubt,
            },
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public static DeliveryRecord GivenUp(DeliveryRecord delivery, string reason, DateTimeOffset now) =>
        delivery with { State = DeliveryState.GivenUp, At = now, Next = null, Reason = reason };

    /// <summary>How long everybody must wait, and why; null where the outcome concerns one reader alone.</summary>
    public static (TimeSpan Pause, string Reason)? Pause(MailOutcome outcome) => outcome switch
    {
        MailOutcome.Unavailable unavailable => (unavailable.RetryAfter ?? OutagePause, unavailable.Reason),
        MailOutcome.SenderRefused refused => (RefusalPause, refused.Reason),
        _ => null,
    };

    /// <summary>Counts a digest that the address refused for good; the same digest counts once.</summary>
    public static Reader Bounced(Reader reader, string digest, string reason, DateTimeOffset now)
    {
        if (reader.LastBounce == digest)
            return reader;
        var bounced = reader with { Bounces = reader.Bounces + 1, LastBounce = digest };
        return bounced.Bounces >= BouncesToSuspend && bounced.SuspendedAt is null ? bounced with { SuspendedAt = now, SuspendedBecause = reason } : bounced;
    }

    private static DeliveryRecord TryAgain(
        DeliveryRecord delivery, MailOutcome.TemporaryFailure failure, DateTimeOffset now, DateTimeOffset giveUpAt, TimeSpan firstWait)
    {
        var doubled = firstWait * Math.Pow(2, Math.Min(delivery.Attempts - 1, 10));
        var wait = doubled < LongestBackoff ? doubled : LongestBackoff;
        var asked = failure.RetryAfter is { } after && after > wait ? after : wait;
        var next = now + (asked < DeliveryRecord.LongestWait ? asked : DeliveryRecord.LongestWait);
        return next >= giveUpAt
            ? GivenUp(delivery, failure.Reason, now)
            : delivery with { State = DeliveryState.Failed, At = now, Next = next, Reason = failure.Reason, InDoubt = delivery.InDoubt || failure.InDoubt };
    }
}
