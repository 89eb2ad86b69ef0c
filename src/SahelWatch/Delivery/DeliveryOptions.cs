using System.ComponentModel.DataAnnotations;
using SahelWatch.Delivery.Mail.Acs;
using SahelWatch.Delivery.Mail.Smtp;
using SahelWatch.Delivery.Webhooks;

namespace SahelWatch.Delivery;

/// <summary>How digests are mailed (section SahelWatch:Delivery).</summary>
public sealed class DeliveryOptions : IValidatableObject
{
    public const string Section = "SahelWatch:Delivery";

    public MailerKind Mailer { get; set; } = MailerKind.Folder;

    /// <summary>The sender's address. The provider must allow us to use it.</summary>
    public string From { get; set; } = "sahelwatch@localhost";

    public string FromName { get; set; } = "SahelWatch";

    /// <summary>The public address of the pages, with which every link in a mail starts. Must be https unless it is on this machine.</summary>
    public Uri PublicUrl { get; set; } = new("http://localhost:7071/");

    /// <summary>The same; null if the pages are served on this machine only.</summary>
    internal Uri? Pages => PublicUrl.IsLoopback ? null : PublicUrl;

    /// <summary>Where <see cref="MailerKind.Folder"/> writes its .eml files; relative to the data folder.</summary>
    public string Folder { get; set; } = "mail";

    public SmtpOptions Smtp { get; set; } = new();

    public DkimOptions Dkim { get; set; } = new();

    public AcsOptions Acs { get; set; } = new();

    /// <summary>Mails sent in parallel.</summary>
    [Range(1, 100)]
    public int Concurrency { get; set; } = 8;

    /// <summary>
    /// Mails per minute, over all editions and processes; 0 for no limit, null for the provider's (30 for Azure Communication Services, else none).
    /// </summary>
    public int? PerMinute { get; set; }

    /// <summary>Mails per hour; see <see cref="PerMinute"/> (100 for Azure Communication Services).</summary>
    public int? PerHour { get; set; }

    /// <summary>
    /// Mails about subscriptions per hour, which strangers can trigger. Counted separately, so that a flood of sign-ups does not delay digests.
    /// </summary>
    [Range(1, 10_000)]
    public int SubscriptionMailsPerHour { get; set; } = 50;

    /// <summary>
    /// How long a process holds the readers that it is mailing, unless it renews the lease; the readers of a killed process wait this long. Must be longer
    /// than a mail may take.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long after planning a digest is retried. Less than a day, so that a reader does not get two digests in one night.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromHours(18);

    /// <summary>Chat rooms, phones and programs that editions and alerts may be sent to, by name.</summary>
    public Dictionary<string, Channel> Channels { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Allows channels on private and loopback addresses and over http, for a receiver in your own network.</summary>
    public bool AllowPrivateChannels { get; set; }

    /// <summary>Mails per minute and per hour; 0 for no limit. A new Communication Services domain is allowed 30 and 100.</summary>
    internal (int PerMinute, int PerHour) Limits => Mailer == MailerKind.Acs ? (PerMinute ?? 30, PerHour ?? 100) : (PerMinute ?? 0, PerHour ?? 0);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!EmailAddress.TryParse(From, out _))
            yield return new($"SahelWatch:Delivery:From: \"{From}\" is not an email address that can be written to.");
        if (!PublicUrl.IsAbsoluteUri || (PublicUrl.Scheme != Uri.UriSchemeHttps && !PublicUrl.IsLoopback))
            yield return new(
                $"SahelWatch:Delivery:PublicUrl: \"{PublicUrl}\" must be an https address: mail programs unsubscribe with one click over https only (RFC 8058).");
        if (Mailer == MailerKind.Smtp && Smtp.Port is < 1 or > 65535)
            yield return new($"SahelWatch:Delivery:Smtp:Port: {Smtp.Port} is no port; 587 is submission with STARTTLS, 465 TLS.");
        if (Mailer == MailerKind.Smtp && Smtp.Timeout >= Lease)
            yield return new(
                $"SahelWatch:Delivery:Lease: {Lease} must be longer than SahelWatch:Delivery:Smtp:Timeout ({Smtp.Timeout}), or a slow mail could go out twice.");
        if (Smtp.OAuth.TokenUrl is { } token
            && ((token.Scheme != Uri.UriSchemeHttps && !token.IsLoopback) || string.IsNullOrEmpty(Smtp.User) || string.IsNullOrEmpty(Smtp.OAuth.ClientId)))
            yield return new(
                "SahelWatch:Delivery:Smtp:OAuth: TokenUrl must be an https address, and goes with ClientId and with SahelWatch:Delivery:Smtp:User, the mailbox that sends.");
        if (Dkim.PrivateKey is { Length: > 0 } && (string.IsNullOrEmpty(Dkim.Selector) || !Dkim.IsKeyReadable()))
            yield return new(
                "SahelWatch:Delivery:Dkim: PrivateKey must be an RSA key in PEM form, and goes with Selector, the name under which the public key is published in DNS.");
        if (Mailer == MailerKind.Acs && Acs.Endpoint is not { IsAbsoluteUri: true, Scheme: "https" })
            yield return new(
                "SahelWatch:Delivery:Acs:Endpoint: give the address of the Communication Services resource, such as https://NAME.communication.azure.com.");
        if (Mailer == MailerKind.Acs && Lease < AcsMailer.LongestSend)
            yield return new(
                $"SahelWatch:Delivery:Lease: {Lease} must be longer than {AcsMailer.LongestSend}, which a mail to Communication Services may take.");
        foreach (var name in Channels.Keys.Where(name => !Channel.IsName(name)))
            yield return new($"SahelWatch:Delivery:Channels: \"{name}\" cannot name a channel; use at most 40 lower-case letters, digits, underscores and dashes.");
        if (PerMinute < 0 || PerHour < 0)
            yield return new("SahelWatch:Delivery:PerMinute and PerHour cannot be negative; 0 for no limit.");
    }
}

public enum MailerKind
{
    Folder,
    Smtp,
    Acs,
}
