namespace SahelWatch.Delivery.Mail;

/// <summary>What became of a mail: a closed set. Reasons are for operators and never hold an address.</summary>
public abstract record MailOutcome
{
    private MailOutcome()
    {
    }

    /// <summary>
    /// True where the provider may have taken the mail although it did not say so (the connection broke after the text was handed over): the next attempt is a
    /// repeat.
    /// </summary>
    public bool InDoubt { get; init; }

    /// <summary>Accepted: the provider is responsible for the mail from here on.</summary>
    public sealed record Sent : MailOutcome;

    /// <summary>Not now, or not for a reason that lies with the address: try again.</summary>
    public sealed record TemporaryFailure(string Reason, TimeSpan? RetryAfter = null) : MailOutcome;

    /// <summary>The address takes no mail. Three digests in a row that end so suspend the reader.</summary>
    public sealed record PermanentFailure(string Reason) : MailOutcome;

    /// <summary>The provider takes no mail at all just now: everybody waits.</summary>
    public sealed record Unavailable(string Reason, TimeSpan? RetryAfter = null) : MailOutcome;

    /// <summary>The provider refuses us: sender, credentials or encryption. Everybody waits until an operator has acted.</summary>
    public sealed record SenderRefused(string Reason) : MailOutcome;
}
