using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SahelWatch.Domain;

namespace SahelWatch.Delivery.Mail;

/// <summary>One mail to one reader. Whatever lets a provider recognise a repeat is derived from <see cref="Key"/>.</summary>
public sealed record OutgoingMail
{
    /// <summary>Names the delivery: "{edition}/{date}/{reader}". The same mail tried again has the same key.</summary>
    public required string Key { get; init; }

    public required Mailbox From { get; init; }

    public required EmailAddress To { get; init; }

    public required string Subject { get; init; }

    public required MailContent Content { get; init; }

    public required DateTimeOffset Date { get; init; }

    /// <summary>
    /// The reader's own link, put where <see cref="MailContent"/> has its placeholder. Of a mail to a list it unsubscribes, and becomes List-Unsubscribe (RFC
    /// 8058).
    /// </summary>
    public Uri? Link { get; init; }

    /// <summary>The edition: becomes List-Id (RFC 2919). Null for mail that belongs to no list.</summary>
    public string? List { get; init; }

    /// <summary>An earlier attempt may have been accepted: a mailer that can ask its provider asks before it sends.</summary>
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

/// <summary>Who a mail is from, as readers see it.</summary>
public sealed record Mailbox(string Name, EmailAddress Address);
