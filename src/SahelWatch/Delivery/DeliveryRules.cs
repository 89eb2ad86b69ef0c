using SahelWatch.Delivery.Mail;
using SahelWatch.Readers;

namespace SahelWatch.Delivery;

/// <summary>Decides from a mailer's outcome what happens to a delivery: sent, retried, given up, or all deliveries paused.</summary>
internal static class DeliveryRules
{
    /// <summary>Digests in a row that an address must reject before the reader is suspended.</summary>
    public const int BouncesToSuspend = 3;

    /// <summary>Shorter, because chat services recover within seconds, and messages there are urgent.</summary>
    public static readonly TimeSpan FirstWaitOfChannel = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(5); // greylisting lets the second attempt pass after a few minutes (RFC 6647 4)
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromHours(2);

    /// <summary>The pause for all readers after the provider failed without asking for one; short, since it ends with a single attempt.</summary>
    private static readonly TimeSpan OutagePause = TimeSpan.FromMinutes(5);

    /// <summary>The pause for all readers after the provider refused us: an operator must act, and repeated refusals cost reputation.</summary>
    private static readonly TimeSpan RefusalPause = TimeSpan.FromMinutes(15);

    /// <param name="delivery">The record while sending.</param>
    /// <param name="firstWait">Before the second attempt; doubled for each further one.</param>
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

    /// <summary>How long all readers must wait, and why; null if the outcome concerns only one reader.</summary>
    public static (TimeSpan Pause, string Reason)? Pause(MailOutcome outcome) => outcome switch
    {
        MailOutcome.Unavailable unavailable => (unavailable.RetryAfter ?? OutagePause, unavailable.Reason),
        MailOutcome.SenderRefused refused => (RefusalPause, refused.Reason),
        _ => null,
    };

    /// <summary>Counts a digest that the address permanently rejected; the same digest counts only once.</summary>
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
