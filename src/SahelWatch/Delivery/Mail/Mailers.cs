using Azure.Core;
using SahelWatch.Delivery.Mail.Acs;
using SahelWatch.Delivery.Mail.Smtp;

namespace SahelWatch.Delivery.Mail;

/// <summary>Creates the mailer chosen in the settings.</summary>
public static class Mailers
{
    /// <param name="dataFolder">The base of a relative mail folder.</param>
    /// <param name="credential">For Azure Communication Services; called only if no key is set.</param>
    public static IMailer Create(DeliveryOptions options, string dataFolder, TimeProvider clock, Func<TokenCredential> credential) => options.Mailer switch
    {
        MailerKind.Smtp => new SmtpMailer(options.Smtp, MailWriter.Create(options), clock),
        MailerKind.Acs => new AcsMailer(options.Acs, options.Acs.Key is { Length: > 0 } ? null : credential(), clock),
        _ => new FolderMailer(Path.Combine(dataFolder, options.Folder), MailWriter.Create(options)),
    };

    /// <summary>Connects and logs in to the SMTP server without sending anything.</summary>
    /// <returns>What is wrong, for operators; null if nothing.</returns>
    public static Task<string?> TryConnectAsync(SmtpOptions options, TimeProvider clock, CancellationToken cancellationToken) =>
        SmtpMailer.TryConnectAsync(options, clock, cancellationToken);
}
