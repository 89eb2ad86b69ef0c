using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using SahelWatch.Delivery;
using SahelWatch.Delivery.Mail;
using SahelWatch.Delivery.Mail.Smtp;
using SahelWatch.Domain;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Delivery.Mail;

/// <summary>What the replies of a mail server mean for the mail and for the others.</summary>
public class SmtpMailerTests
{
    [SkippableFact]
    public async Task A_mail_arrives_byte_for_byte_and_connections_are_reused()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var mailer = new SmtpMailer(server.Options(), new MailWriter(), TimeProvider.System);
        var dotted = SomeMail.To("ali@example.org", "daily/d/ali") with
        { Content = new MailContent("<p>.</p>", ".\r\n..hidden\r\n.", SomeMail.Placeholder), Subject = "مالي: هجوم" };

        for (var i = 0; i < 3; i++)
            (await mailer.SendAsync(dotted, CancellationToken.None)).ShouldBe(new MailOutcome.Sent());

        server.MailTo("ali").ShouldBe(SomeMail.Raw(dotted));
        server.Taken.ShouldBe([dotted.MessageId, dotted.MessageId, dotted.MessageId]);
    }

    [SkippableFact]
    public async Task The_signature_is_valid_when_the_mail_arrives()
    {
        using var key = RSA.Create(2048);
        var writer = MailWriter.Create(
            new DeliveryOptions { From = "digest@sahelwatch.example", Dkim = { Selector = "sw", PrivateKey = key.ExportPkcs8PrivateKeyPem() } });
        await using var server = await SmtpServer.StartAsync();
        await using var mailer = new SmtpMailer(server.Options(), writer, TimeProvider.System);
        var mail = SomeMail.To("ali@example.org") with
        { Subject = "مالي: هجوم", Content = new MailContent("<p>هجوم</p>\n", ".\n..two dots\n\n", SomeMail.Placeholder) };

        (await mailer.SendAsync(mail, CancellationToken.None)).ShouldBe(new MailOutcome.Sent());

        (await Dkim.IsValidAsync(server.MailTo("ali"), key)).ShouldBeTrue();
    }

    public static TheoryData<string, MailOutcome> Answers() => new()
    {
        { "refused", new MailOutcome.PermanentFailure("The address does not accept mail: 550 5.1.1 (address) no such user") },
        { "policy", new MailOutcome.TemporaryFailure("Refused for now: 550 5.7.1 not from you") },
        { "greylisted", new MailOutcome.TemporaryFailure("Refused for now: 450 4.2.0 greylisted, come back later") },
        { "text", new MailOutcome.TemporaryFailure("The text was refused: 554 5.6.0 we do not like the text") },
        { "slow", new MailOutcome.Sent() },
    };

    [SkippableTheory]
    [MemberData(nameof(Answers))]
    public async Task The_reply_determines_the_outcome_and_the_next_reader_still_gets_their_mail(string name, MailOutcome expected)
    {
        await using var server = await SmtpServer.StartAsync();
        await using var mailer = new SmtpMailer(server.Options(), new MailWriter(), TimeProvider.System);

        (await mailer.SendAsync(SomeMail.To($"{name}@example.org"), CancellationToken.None)).ShouldBe(expected);

        (await mailer.SendAsync(SomeMail.To("next@example.org"), CancellationToken.None)).ShouldBe(new MailOutcome.Sent());
    }

    [SkippableTheory]
    [InlineData("lost", 1)]
    [InlineData("unsaid", 2)]
    public async Task A_connection_that_breaks_after_the_text_leaves_the_mail_in_doubt(string name, int taken)
    {
        await using var server = await SmtpServer.StartAsync();
        await using var mailer = new SmtpMailer(server.Options(), new MailWriter(), TimeProvider.System);
        var mail = SomeMail.To($"{name}@example.org");

        var outcome = await mailer.SendAsync(mail, CancellationToken.None);
        var repeat = await mailer.SendAsync(mail, CancellationToken.None);

        outcome.ShouldBeOfType<MailOutcome.TemporaryFailure>().InDoubt.ShouldBeTrue();
        repeat.ShouldBe(new MailOutcome.Sent());
        server.Taken.ShouldBe(Enumerable.Repeat(mail.MessageId, taken));
    }

    [SkippableFact]
    public async Task If_the_server_rejects_the_sender_the_reason_names_the_setting()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var mailer = new SmtpMailer(server.Options(), new MailWriter(), TimeProvider.System);
        var mail = SomeMail.To() with { From = new Mailbox("SahelWatch", EmailAddress.Parse("forbidden@example.org")) };

        var outcome = await mailer.SendAsync(mail, CancellationToken.None);

        outcome.ShouldBe(new MailOutcome.SenderRefused(
            $"The SMTP server localhost:{server.Port} refuses the sender (Delivery:From): 550 5.7.1 (address) may not send from here"));
    }

    [SkippableFact]
    public async Task A_server_that_shuts_down_makes_all_deliveries_wait()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var mailer = new SmtpMailer(server.Options(), new MailWriter(), TimeProvider.System);

        (await mailer.SendAsync(SomeMail.To("busy@example.org"), CancellationToken.None)).ShouldBeOfType<MailOutcome.Unavailable>();
    }

    [Fact]
    public async Task An_unreachable_server_makes_all_deliveries_wait()
    {
        await using var mailer = new SmtpMailer(
            new SmtpOptions { Host = "127.0.0.1", Port = 1, Security = SmtpSecurity.None }, new MailWriter(), TimeProvider.System);

        (await mailer.SendAsync(SomeMail.To(), CancellationToken.None)).ShouldBeOfType<MailOutcome.Unavailable>().Reason.ShouldContain(
            "127.0.0.1:1 cannot be reached");
    }

    [Fact]
    public async Task The_server_is_told_the_address_and_not_the_name_of_the_machine()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var options = new SmtpOptions { Host = "127.0.0.1", Port = ((IPEndPoint)server.LocalEndpoint).Port, Security = SmtpSecurity.None };
        await using var mailer = new SmtpMailer(options, new MailWriter(), TimeProvider.System);

        var sending = mailer.SendAsync(SomeMail.To(), CancellationToken.None);
        using (var client = await server.AcceptTcpClientAsync())
        {
            await client.GetStream().WriteAsync("220 mail.example ready\r\n"u8.ToArray());
            using var lines = new StreamReader(client.GetStream());
            (await lines.ReadLineAsync()).ShouldBe("EHLO [127.0.0.1]");
        }

        (await sending).ShouldBeOfType<MailOutcome.Unavailable>();
    }
}
