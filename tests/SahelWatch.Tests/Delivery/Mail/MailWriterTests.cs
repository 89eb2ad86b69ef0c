using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MimeKit;
using SahelWatch.Delivery;
using SahelWatch.Delivery.Mail;
using SahelWatch.Domain;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Delivery.Mail;

public class MailWriterTests
{
    [Fact]
    public void A_mail_has_every_header_a_digest_needs()
    {
        var head = SomeMail.Raw(SomeMail.To()).Split("\r\n\r\n")[0];

        head.Split("\r\n").ShouldBe(
            [
                "From: SahelWatch <digest@sahelwatch.example>",
                "To: reader@example.org",
                "Subject: Sahel, 22 November: convoy attacked near Djibo",
                "Date: Sun, 22 Nov 2026 06:00:00 +0000",
                $"Message-Id: <{SomeMail.To().MessageId}>",
                "Auto-Submitted: auto-generated",
                "List-Id: <daily.sahelwatch.example>",
                "List-Unsubscribe: <https://sahelwatch.example/subscriptions/unsubscribe?t=abc.def>",
                "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
                "MIME-Version: 1.0",
                $"Content-Type: multipart/alternative; boundary=\"=_{ContentHash.Of("daily/2026-11-22/r1")}\"",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public void The_same_delivery_gives_the_same_bytes_and_another_reader_another_message_id()
    {
        SomeMail.Raw(SomeMail.To()).ShouldBe(SomeMail.Raw(SomeMail.To()));
        SomeMail.To(key: "daily/2026-11-22/r2").MessageId.ShouldNotBe(SomeMail.To().MessageId);
        SomeMail.To(key: "daily/2026-11-22/r2").OperationId.ShouldNotBe(SomeMail.To().OperationId);
    }

    [Fact]
    public void One_click_unsubscription_is_offered_only_over_https()
    {
        var raw = SomeMail.Raw(SomeMail.To() with { Link = new Uri("http://localhost:7071/subscriptions/unsubscribe?t=a") });

        raw.ShouldContain("List-Unsubscribe: <http://localhost:7071/");
        raw.ShouldNotContain("List-Unsubscribe-Post");
    }

    [Fact]
    public void An_unsubscribe_link_stays_on_one_line_however_long_it_is()
    {
        var link = new Uri($"https://sahelwatch.example/subscriptions/unsubscribe?t=unsubscribe.{new string('a', 400)}");

        SomeMail.Raw(SomeMail.To() with { Link = link }).ShouldContain($"\r\nList-Unsubscribe: <{link}>\r\n");
    }

    [Fact]
    public void Both_bodies_contain_the_readers_link_and_the_plain_text_comes_first()
    {
        var parts = ((Multipart)Parsed(SomeMail.To()).Body!).Cast<TextPart>().ToList();

        parts[0].Text.ReplaceLineEndings("\n")
            .ShouldBe("Fifteen killed near Djibo.\n\nUnsubscribe: https://sahelwatch.example/subscriptions/unsubscribe?t=abc.def\n");
        parts[1].Text.ShouldContain("<a href=\"https://sahelwatch.example/subscriptions/unsubscribe?t=abc.def\">");
    }

    public static TheoryData<string> Subjects() => new(
        "Sahel, 22 November: convoy attacked near Djibo",
        "Mali : l'armée repousse une attaque à Ménaka, « quinze morts »",
        "مالي: مقتل خمسة عشر جنديا في هجوم على قافلة قرب جيبو، بحسب مصادر محلية وأممية في المنطقة",
        "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦 🇲🇱🇳🇪🇧🇫🇹🇩🇲🇷",
        "A literal =?utf-8?Q?encoded_word?= in a headline",
        "مالي =?utf-8?B?eA==?= " + new string('x', 120),
        new string('a', 150),
        "a" + string.Concat(Enumerable.Repeat("\u0301", 150)));

    [Theory]
    [MemberData(nameof(Subjects))]
    public void A_subject_is_decoded_unchanged_and_keeps_to_the_limits(string subject)
    {
        var mail = SomeMail.To() with { Subject = subject };

        Parsed(mail).Subject.ShouldBe(subject);
        ShouldKeepToTheLimits(SomeMail.Raw(mail));
    }

    [Fact]
    public void Any_subject_is_one_ascii_field_that_decodes_to_the_clean_text()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string?>().Filter(s => s is not null), text =>
        {
            var mail = SomeMail.To() with { Subject = text! };

            ShouldKeepToTheLimits(SomeMail.Raw(mail));
            Parsed(mail).Subject.ShouldBe(HeaderText.Clean(text!));
            Parsed(mail).Headers.Count.ShouldBe(Parsed(SomeMail.To()).Headers.Count);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_display_name_cannot_break_out_of_its_quotes()
    {
        var mail = SomeMail.To() with { From = SomeMail.To().From with { Name = "Sahel \"Watch\" <evil@example.org>" } };

        Parsed(mail).From.Mailboxes.ShouldHaveSingleItem().Address.ShouldBe("digest@sahelwatch.example");
    }

    [Fact]
    public void Every_address_that_is_accepted_can_be_written_to()
    {
        var parts = Gen.Elements("a", "Ali", "0", "!", "#$%", "&'*", "+tag", "/=?", "^_`", "{|}~", "-", ".");
        Prop.ForAll(parts.NonEmptyListOf().Select(string.Concat).ToArbitrary(), local =>
        {
            if (EmailAddress.TryParse($"{local}@example.org", out var address))
                Parsed(SomeMail.To(address.Value)).To.Mailboxes.ShouldHaveSingleItem().Address.ShouldBe(address.Value);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_text_survives_the_encoding_and_no_line_is_long()
    {
        var texts = ArbMap.Default.GeneratorFor<string?>().Select(s => s ?? "")
            .Or(Gen.Elements(".\r\n..\r\n", "From here ", "é ", " \t", "مالي", "a=b", "👩‍👩‍👧", new string('x', 90)));
        Prop.ForAll(texts.ListOf(8).Select(string.Concat).ToArbitrary(), text =>
        {
            var mail = SomeMail.To() with { Content = new MailContent("", text, SomeMail.Placeholder) };

            Parsed(mail).TextBody!.ReplaceLineEndings("\n").TrimEnd('\n')
                .ShouldBe(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).ReplaceLineEndings("\n").TrimEnd('\n'));
            SomeMail.Raw(mail).Split("\r\n\r\n", 2)[1].Split("\r\n").ShouldAllBe(line => line.Length <= 998); // RFC 5322 2.1.1
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task If_a_key_is_set_a_mail_is_signed_for_the_senders_domain_including_the_unsubscribe_link()
    {
        using var key = RSA.Create(2048);
        var options = new DeliveryOptions { From = "digest@sahelwatch.example", Dkim = { Selector = "sw", PrivateKey = key.ExportRSAPrivateKeyPem() } };
        var mail = SomeMail.To() with { Subject = "مالي: هجوم", Content = new MailContent("<p>هجوم</p>\n", ".\nline with blanks  \n\n", SomeMail.Placeholder) };

        var raw = SomeMail.Raw(mail, MailWriter.Create(options));

        (await Dkim.IsValidAsync(raw, key)).ShouldBeTrue();
        (await Dkim.IsValidAsync(raw.Replace("t=abc.def", "t=evil", StringComparison.Ordinal), key)).ShouldBeFalse();
        (await Dkim.IsValidAsync(raw.Replace("<p>", "<b>", StringComparison.Ordinal), key)).ShouldBeFalse();
    }

    private static void ShouldKeepToTheLimits(string raw)
    {
        Ascii.IsValid(raw).ShouldBeTrue();
        var lines = raw.Split("\r\n\r\n")[0].Split("\r\n");
        lines.ShouldAllBe(l => !l.Contains('\r') && !l.Contains('\n') && l.Length <= 998); // RFC 5322 2.1.1
        lines.Where(l => l.Contains("=?utf-8?", StringComparison.OrdinalIgnoreCase)).ShouldAllBe(l => l.Length <= 76); // RFC 2047 2
    }

    private static MimeMessage Parsed(OutgoingMail mail) => Parsed(SomeMail.Raw(mail));

    private static MimeMessage Parsed(string raw) => MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(raw)));
}
