namespace SahelWatch.Delivery.Mail;

/// <summary>Hands mails to whoever carries them: a folder, an SMTP server, Azure Communication Services.</summary>
public interface IMailer
{
    /// <summary>
    /// Hands over one mail to one reader. What can be expected to go wrong is in the outcome; only cancellation is thrown, and then the mail may or may not have gone.
    /// </summary>
    Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken);
}
