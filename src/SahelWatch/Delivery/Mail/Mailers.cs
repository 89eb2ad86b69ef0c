using Azure.Core;
using SahelWatch.Delivery.Mail.Acs;
using SahelWatch.Delivery.Mail.Smtp;

namespace SahelWatch.Delivery.Mail;

/// <summary>Makes the mailer that the settings name.</summary>
public static class Mailers
{
    /// <param name="dataFolder">What a relative mail folder is relative to.</param>
    /// <param name="credential">Signs in to Azure Communication Services where no key is set; not asked for otherwise.</param>
    public static IMailer Create(DeliveryOptions options, string dataFolder, TimeProvider clock, Func<TokenCredential> credential) => options.Mailer switch
    {
        MailerKind.Smtp => new SmtpMailer(options.Smtp, MailWriter.Create(options), clock),
        MailerKind.Acs => new AcsMailer(options.Acs, options.Acs.Key is { Length: > 0 } ? null : credential(), clock),
        _ => new FolderMailer(Path.Combine(dataFolder, options.Folder), MailWriter.Create(options)),
    };

    /// <summary>Connects to the SMTP server and signs in, and sends nothing.</summary>
    /// <returns>What is wrong, for operators; null where nothing is.</returns>
    public static Task<string?> TryConnectAsync(SmtpOptions options, TimeProvider clock, CancellationToken cancellationToken) =>
        SmtpMailer.TryConnectAsync(options, clock, cancellationToken);
}
