using System.Text;
using MimeKit;
using MimeKit.Cryptography;

namespace SahelWatch.Delivery.Mail;

/// <summary>
/// Writes a mail as MIME (multipart/alternative), signed if there is a key. Apart from the signature, the same mail always gives the same bytes.
/// </summary>
internal sealed class MailWriter(DkimSigner? signer = null)
{
    private static readonly HeaderId[] Signed =
    [
        HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.MimeVersion, HeaderId.ContentType,
        HeaderId.ListId, HeaderId.ListUnsubscribe, HeaderId.ListUnsubscribePost, // RFC 8058 4: one-click requires both to be signed
    ];

    private const int RunesPerWord = 9; // at most 36 bytes: 48 of base64 and 12 of delimiters, within Short

    /// <summary>Leaves room for "Subject: " in the 76 characters allowed for a line with an encoded-word (RFC 2047 2).</summary>
    private static readonly FormatOptions Short = Options(66);

    /// <summary>Keeps our own headers on one line, because some relays break the signature of a folded List-Unsubscribe.</summary>
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
            message.Prepare(EncodingConstraint.SevenBit); // the signed bytes must not change when they are sent
            signer.Sign(Format, message, [.. Signed.Where(message.Headers.Contains)]);
        }
        return message;
    }

    /// <summary>
    /// Quoted-printable even for Arabic, for which base64 would be shorter: most of a mail is markup, and it stays legible in the raw source.
    /// </summary>
    private static TextPart Part(string subtype, string text) => new(subtype) { ContentTransferEncoding = ContentEncoding.QuotedPrintable, Text = text };

    private static Header Subject(string subject)
    {
        var header = new Header(HeaderId.Subject, "");
        // MimeKit writes ASCII as is, and mail clients would decode what merely looks like an encoded-word.
        if (subject.Contains("=?", StringComparison.Ordinal))
            header.SetRawValue(Encoding.ASCII.GetBytes(string.Concat(subject.EnumerateRunes().Chunk(RunesPerWord).Select(EncodedWord))));
        else
            header.SetValue(Short, Encoding.UTF8, subject);
        return header;
    }

    private static string EncodedWord(Rune[] runes) => $" =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Concat(runes)))}?=\r\n";

    private static FormatOptions Options(int line)
    {
        var options = FormatOptions.Default.Clone();
        (options.NewLineFormat, options.MaxLineLength) = (NewLineFormat.Dos, line);
        return options;
    }
}
