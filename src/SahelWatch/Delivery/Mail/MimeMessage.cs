using System.Buffers;
using System.Globalization;
using System.Text;
using SahelWatch.Domain;

namespace SahelWatch.Delivery.Mail;

/// <summary>
/// A mail as bytes (RFC 5322, RFC 2046 multipart/alternative): the same bytes for the same mail, every time. System.Net.Mail is not used because it decodes
/// encoded-words that stand in a headline, dates the mail by the machine's clock, draws a random boundary, and would encode the bodies again for every reader.
/// </summary>
internal static class MimeMessage
{
    public static void Write(OutgoingMail mail, IBufferWriter<byte> output)
    {
        var boundary = $"=_{ContentHash.Of(mail.Key)}"; // "=_" never occurs in quoted-printable (RFC 2045 6.7, last note)
        Ascii(output, Head(mail));
        Ascii(output, $"Content-Type: multipart/alternative; boundary=\"{boundary}\"\r\n\r\n");
        WritePart("text/plain", mail.Content.TextPieces, QuotedPrintable.Encode(MailContent.InText(mail.Link)));
        WritePart("text/html", mail.Content.HtmlPieces, QuotedPrintable.Encode(MailContent.InHtml(mail.Link)));
        Ascii(output, $"--{boundary}--\r\n");

        void WritePart(string type, IReadOnlyList<byte[]> pieces, byte[] link)
        {
            Ascii(output, $"--{boundary}\r\nContent-Type: {type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
            for (var i = 0; i < pieces.Count; i++)
            {
                output.Write(pieces[i]);
                if (i == pieces.Count - 1)
                    break;
                output.Write(QuotedPrintable.SoftBreak);
                output.Write(link);
                output.Write(QuotedPrintable.SoftBreak);
            }
            Ascii(output, "\r\n");
        }
    }

    private static string Head(OutgoingMail mail)
    {
        var head = new StringBuilder()
            .Append("From: ").Append(HeaderText.Phrase(mail.From.Name, "From: ".Length)).Append("\r\n <").Append(mail.From.Address.Value).Append(">\r\n")
            .Append("To: ").Append(mail.To.Value).Append("\r\n")
            .Append(HeaderText.Unstructured("Subject", mail.Subject))
            .Append("Date: ").Append(mail.Date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture))
            .Append(mail.Date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal)).Append("\r\n")
            .Append("Message-ID: <").Append(mail.MessageId).Append(">\r\n");
        foreach (var (name, value) in MailHeaders.Of(mail))
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        return head.Append("MIME-Version: 1.0\r\n").ToString();
    }

    private static void Ascii(IBufferWriter<byte> output, string text) => Encoding.ASCII.GetBytes(text, output);
}
