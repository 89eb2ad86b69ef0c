namespace SahelWatch.Delivery.Mail;

/// <summary>Hands mails to a provider: a folder, an SMTP server, Azure Communication Services.</summary>
public interface IMailer
{
    /// <summary>
    /// Sends a mail to one reader, with its own timeout. Expected failures are outcomes; only cancellation may throw, and then the mail may or may not have
    /// been sent, so delivery gives a mail in progress some seconds before it cancels. A mailer may take longer if only that shows what became of
    /// the mail.
    /// </summary>
    Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken);
}
