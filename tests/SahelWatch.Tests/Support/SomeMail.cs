using SahelWatch.Delivery.Mail;
using SahelWatch.Domain;

namespace SahelWatch.Tests.Support;

/// <summary>A valid mail, to be varied with <c>with</c>, and its bytes.</summary>
internal static class SomeMail
{
    public const string Placeholder = "[link]";

    public static OutgoingMail To(string address = "reader@example.org", string key = "daily/2026-11-22/r1") => new()
    {
        Key = key,
        From = new Mailbox("SahelWatch", EmailAddress.Parse("digest@sahelwatch.example")),
        To = EmailAddress.Parse(address),
        Subject = "Sahel, 22 November: convoy attacked near Djibo",
        Content = new MailContent($"<p>Fifteen killed near Djibo.</p><a href=\"{Placeholder}\">Unsubscribe</a>",
            $"Fifteen killed near Djibo.\n\nUnsubscribe: {Placeholder}\n", Placeholder),
        Date = TestClock.Start,
        Link = new Uri("https://sahelwatch.example/subscriptions/unsubscribe?t=abc.def"),
        List = "daily",
    };

    public static string Raw(OutgoingMail mail) => Raw(mail, new MailWriter());

    public static string Raw(OutgoingMail mail, MailWriter writer)
    {
        using var bytes = new MemoryStream();
        writer.Write(mail).WriteTo(MailWriter.Format, bytes);
        return System.Text.Encoding.ASCII.GetString(bytes.ToArray());
    }
}
