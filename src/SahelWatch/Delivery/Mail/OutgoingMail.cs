using System.Security.Cryptography;
using System.Text;

namespace SahelWatch.Delivery.Mail;

/// <summary>A mail to one reader. Everything by which a provider can recognise a repeat is derived from <see cref="Key"/>.</summary>
public sealed record OutgoingMail
{
    /// <summary>Identifies the delivery: "{edition}/{date}/{reader}". Every attempt to send the same mail has the same key.</summary>
    public required string Key { get; init; }

    public required Mailbox From { get; init; }

    public required EmailAddress To { get; init; }

    public required string Subject { get; init; }

    public required MailContent Content { get; init; }

    public required DateTimeOffset Date { get; init; }

    /// <summary>
    /// The reader's own link, which replaces the placeholder in <see cref="MailContent"/>. In mail to a list it unsubscribes, and is also sent as
    /// List-Unsubscribe (RFC 8058).
    /// </summary>
    public Uri? Link { get; init; }

    /// <summary>The edition, sent as List-Id (RFC 2919). Null for mail that does not belong to a list.</summary>
    public string? List { get; init; }

    /// <summary>An earlier attempt may have been accepted: a mailer that can query its provider does so before sending.</summary>
    public bool Repeat { get; init; }

    /// <summary>RFC 5322 3.6.4, without the angle brackets.</summary>
    public string MessageId => string.Create(CultureInfo.InvariantCulture, $"{ContentHash.Of(Key)}.{Date.ToUniversalTime():yyyyMMdd}@{From.Address.Domain}");

    /// <summary>A version 8 UUID (RFC 9562 5.8) of the key.</summary>
    public Guid OperationId
    {
        get
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Key)).AsSpan(0, 16);
            hash[6] = (byte)(0x80 | (hash[6] & 0x0F));
            hash[8] = (byte)(0x80 | (hash[8] & 0x3F));
            return new Guid(hash, bigEndian: true);
        }
    }
}

/// <summary>The sender of a mail.</summary>
public sealed record Mailbox(string Name, EmailAddress Address);
