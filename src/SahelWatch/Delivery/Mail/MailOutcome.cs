namespace SahelWatch.Delivery.Mail;

/// <summary>The outcome of sending a mail. Closed: only the nested records exist. Reasons are for operators and never contain an address.</summary>
public abstract record MailOutcome
{
    private MailOutcome()
    {
    }

    /// <summary>
    /// True if the provider may have accepted the mail without confirming it (the connection broke after the text was sent): the next attempt may be a repeat.
    /// </summary>
    public bool InDoubt { get; init; }

    /// <summary>Accepted: the provider is now responsible for the mail. In doubt if we were told to stop before it could say so.</summary>
    public sealed record Sent : MailOutcome;

    /// <summary>Not sent: we were told to stop. Costs no attempt.</summary>
    public sealed record Stopped : MailOutcome;

    /// <summary>A temporary failure, or one that is not due to the address: to be retried.</summary>
    public sealed record TemporaryFailure(string Reason, TimeSpan? RetryAfter = null) : MailOutcome;

    /// <summary>The address does not accept mail. Three such digests in a row suspend the reader.</summary>
    public sealed record PermanentFailure(string Reason) : MailOutcome;

    /// <summary>The provider accepts no mail at all at the moment: all deliveries wait.</summary>
    public sealed record Unavailable(string Reason, TimeSpan? RetryAfter = null) : MailOutcome;

    /// <summary>The provider rejects us because of the sender, the credentials or the encryption: all deliveries wait until an operator has acted.</summary>
    public sealed record SenderRefused(string Reason) : MailOutcome;
}
