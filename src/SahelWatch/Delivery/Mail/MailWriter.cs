using System.Text;
using MimeKit;
using MimeKit.Cryptography;
using SahelWatch.Domain;

namespace SahelWatch.Delivery.Mail;

/// <summary>
/// Writes a mail as MIME (multipart/alternative), signed where there is a key. But for the signature the same mail is the same bytes, every time.
/// </summary>
internal sealed class MailWriter(DkimSigner? signer = null)
{
    private static readonly HeaderId[] Signed =
    [
        HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.MimeVersion, HeaderId.ContentType,
        HeaderId.ListId, HeaderId.ListUnsubscribe, HeaderId.ListUnsubscribePost, // RFC 8058 4: one click counts only where both are signed
    ];

    /// <summary>Leaves room for "Subject: " in the 76 characters of a line with an encoded-word (RFC 2047 2).</summary>
    private static readonly FormatOptions Short = Options(66);

    /// <summary>Some relays break a signature over a folded List-Unsubscribe: our own headers stay on one line.</summary>
    private static readonly FormatOptions OneLine = Options(998);

    public static FormatOptions Format { get; } = Options(78);

    public static MailWriter Create(DeliveryOptions options)
    {
        if (options.Dkim.PrivateKey is not { Length: > 0 } pem)
            return new MailWriter();
        using var key = new MemoryStream(Encoding.ASCII.GetBytes(pem));
        return new MailWriter(new DkimSigner(key, EmailAddress.Parse(options.From).Domain, options.Dkim.Selector!)
        {
            HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
        });
    }

    public MimeMessage Write(OutgoingMail mail)
    {
        var message = new MimeMessage { Date = mail.Date, MessageId = mail.MessageId };
        message.From.Add(new MailboxAddress(Encoding.UTF8, HeaderText.Clean(mail.From.Name), mail.From.Address.Value));
        message.To.Add(new MailboxAddress("", mail.To.Value));
        message.Headers.Replace(Subject(HeaderText.Clean(mail.Subject)));
        foreach (var (name, value) in MailHeaders.Of(mail))
        {
            var header = new Header(name, "");
            header.SetValue(OneLine, Encoding.ASCII, value);
            message.Headers.Add(header);
        }
        message.Body = new MultipartAlternative(Part("plain", mail.Content.TextFor(mail.Link)), Part("html", mail.Content.HtmlFor(mail.Link)))
        {
            Boundary = $"=_{ContentHash.Of(mail.Key)}", // "=_" never occurs in quoted-printable (RFC 2045 6.7, last note)
        };
        if (signer is not null)
        {
            message.Prepare(EncodingConstraint.SevenBit); // what is signed must no longer change on the way out
            signer.Sign(Format, message, [.. Signed.Where(message.Headers.Contains)]);
        }
        return message;
    }

    /// <summary>
    /// Quoted-printable, also for Arabic, for which base64 would be shorter: markup makes most of a mail, and it stays legible to whoever must look at it raw.
    /// </summary>
    private static TextPart Part(string subtype, string text) => new(subtype) { ContentTransferEncoding = ContentEncoding.QuotedPrintable, Text = text };

    private static Header Subject(string subject)
    {
        var header = new Header(HeaderId.Subject, "");
        if (subject.Contains("=?", StringComparison.Ordinal))
            header.SetRawValue(Encoding.ASCII.GetBytes(EncodedWords(subject)));
        else
            header.SetValue(Short, Encoding.UTF8, subject);
        return header;
    }

    /// <summary>MimeKit writes ASCII as it is, and mail programs would decode an encoded-word that a headline merely quotes.</summary>
    private static string EncodedWords(string text)
    {
        const int BytesPerWord = 36; // 48 of base64 and 12 of frame, within Short
        var words = new StringBuilder();
        var word = new List<byte>();
        foreach (var rune in text.EnumerateRunes())
        {
            if (word.Count > BytesPerWord - 4)
                Close();
            word.AddRange(Encoding.UTF8.GetBytes(rune.ToString()));
        }
        Close();
        return words.ToString();

        void Close()
        {
            words.Append(" =?utf-8?B?").Append(Convert.ToBase64String([.. word])).Append("?=\r\n");
            word.Clear();
        }
    }

    private static FormatOptions Options(int line)
    {
        var options = FormatOptions.Default.Clone();
        (options.NewLineFormat, options.MaxLineLength) = (NewLineFormat.Dos, line);
        return options;
    }
}
