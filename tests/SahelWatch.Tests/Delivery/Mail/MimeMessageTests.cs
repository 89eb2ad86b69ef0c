using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SahelWatch.Delivery.Mail;
using SahelWatch.Domain;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Delivery.Mail;

public class MimeMessageTests
{
    [Fact]
    public void A_mail_has_every_header_a_digest_needs()
    {
        var head = SomeMail.Raw(SomeMail.To()).Split("\r\n\r\n")[0];

        head.ShouldBe(string.Join("\r\n",
            "From: \"SahelWatch\"",
            " <digest@sahelwatch.example>",
            "To: reader@example.org",
            "Subject: Sahel, 22 November: convoy attacked near Djibo",
            "Date: Sun, 22 Nov 2026 06:00:00 +0000",
            $"Message-ID: <{SomeMail.To().MessageId}>",
            "Auto-Submitted: auto-generated",
            "List-Id: <daily.sahelwatch.example>",
            "List-Unsubscribe: <https://sahelwatch.example/subscriptions/unsubscribe?t=abc.def>",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            "MIME-Version: 1.0",
            $"Content-Type: multipart/alternative; boundary=\"=_{ContentHash.Of("daily/2026-11-22/r1")}\""));
    }

    [Fact]
    public void The_same_delivery_is_the_same_bytes_and_another_reader_has_another_message_id()
    {
        SomeMail.Raw(SomeMail.To()).ShouldBe(SomeMail.Raw(SomeMail.To()));
        SomeMail.To(key: "daily/2026-11-22/r2").MessageId.ShouldNotBe(SomeMail.To().MessageId);
        SomeMail.To(key: "daily/2026-11-22/r2").OperationId.ShouldNotBe(SomeMail.To().OperationId);
    }

    [Fact]
    public void One_click_is_promised_over_https_only()
    {
        var raw = SomeMail.Raw(SomeMail.To() with { Link = new Uri("http://localhost:7071/subscriptions/unsubscribe?t=a") });

        raw.ShouldContain("List-Unsubscribe: <http://localhost:7071/");
        raw.ShouldNotContain("List-Unsubscribe-Post");
    }

    [Fact]
    public void The_readers_link_stands_in_both_bodies_and_the_plain_text_comes_first()
    {
        var parts = Parts(SomeMail.Raw(SomeMail.To()));

        parts[0].ShouldBe("Fifteen killed near Djibo.\r\n\r\nUnsubscribe: https://sahelwatch.example/subscriptions/unsubscribe?t=abc.def\r\n\r\n");
        parts[1].ShouldContain("<a href=\"https://sahelwatch.example/subscriptions/unsubscribe?t=abc.def\">");
    }

    [Fact]
    public void Any_text_survives_the_encoding_and_no_line_is_long_or_starts_with_a_dot()
    {
        var texts = ArbMap.Default.GeneratorFor<string?>().Select(s => s ?? "").Or(Gen.Elements(".\r\n..\r\n", "From here ", "é ", " \t", "مالي", "a=b", "\0", "👩‍👩‍👧", new string('x', 90)));
        Prop.ForAll(texts.ListOf(8).Select(string.Concat).ToArbitrary(), text =>
        {
            var encoded = Encoding.ASCII.GetString(QuotedPrintable.Encode(text));

            Decode(encoded).ShouldBe(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", "\r\n", StringComparison.Ordinal));
            foreach (var line in encoded.Split("\r\n"))
            {
                line.Length.ShouldBeLessThanOrEqualTo(76);
                line.ShouldNotStartWith(".");
                line.ShouldNotStartWith("From");
                line.ShouldNotEndWith(" ");
                line.ShouldNotEndWith("\t");
            }
        }).QuickCheckThrowOnFailure();
    }

    private static string[] Parts(string raw)
    {
        var boundary = raw.Split("boundary=\"")[1].Split('"')[0];
        return [.. raw.Split($"--{boundary}\r\n").Skip(1).Select(p => Decode(p.Split("\r\n\r\n", 2)[1].Split($"--{boundary}--")[0]))];
    }

    private static string Decode(string encoded)
    {
        var bytes = new List<byte>();
        encoded = encoded.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] == '=')
                bytes.Add(Convert.ToByte(encoded.Substring(i + 1, 2), 16));
            else
                bytes.Add((byte)encoded[i]);
            i += encoded[i] == '=' ? 2 : 0;
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }
}
