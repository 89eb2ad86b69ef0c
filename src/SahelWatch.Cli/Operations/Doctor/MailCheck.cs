using SahelWatch.Delivery;
using SahelWatch.Delivery.Mail;

namespace SahelWatch.Cli.Operations.Doctor;

/// <summary>Logs in to the mail server without sending anything.</summary>
internal static class MailCheck
{
    public static async Task<IReadOnlyList<Finding>> RunAsync(DeliveryOptions options, TimeProvider clock, CancellationToken cancellationToken) =>
        options.Mailer switch
        {
            MailerKind.Smtp when await Mailers.TryConnectAsync(options.Smtp, clock, cancellationToken) is { } problem =>
                [new("mail server", problem,
                "Check SahelWatch:Delivery:Smtp (Host, Port, Security, User, Password or OAuth); submission is port 587 with STARTTLS or 465 with TLS.")],
            MailerKind.Smtp => [new("mail server", $"{options.Smtp.Host}:{options.Smtp.Port} accepts the credentials.")],
            MailerKind.Acs => [new("mail server", "Azure Communication Services: send yourself a digest with `sahelwatch digest send` to try it.")],
            _ => [new("mail server", "mail is only written to the data folder; set SahelWatch:Delivery:Mailer to Smtp or Acs to send it.")],
        };
}
