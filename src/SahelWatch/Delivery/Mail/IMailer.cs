namespace SahelWatch.Delivery.Mail;

/// <summary>Hands mails to whoever carries them: a folder, an SMTP server, Azure Communication Services.</summary>
public interface IMailer
{
    /// <summary>
    /// Hands over one mail to one reader, within a time limit of its own. Expected failures are in the outcome; only cancellation is thrown, and then the mail
    /// may or may not have been sent: so delivery never cancels a mail it has begun.
    /// </summary>
    Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken);
}
