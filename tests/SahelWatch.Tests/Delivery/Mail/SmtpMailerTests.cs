using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using SahelWatch.Delivery;
using SahelWatch.Delivery.Mail;
using SahelWatch.Delivery.Mail.Smtp;
using SahelWatch.Domain;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Delivery.Mail;

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

    [SkippableTheory]
    [InlineData("starttls", SmtpSecurity.StartTls)]
    [InlineData("tls", SmtpSecurity.Tls)]
    public async Task Over_tls_credentials_are_sent_and_checked(string tls, SmtpSecurity security)
    {
        await using var server = await SmtpServer.StartAsync(tls, auth: tls == "tls" ? "login" : "plain");
        var options = server.Options(security);
        (options.User, options.Password) = ("sahel", "watch");
        await using var mailer = new SmtpMailer(options, new MailWriter(), TimeProvider.System, SignedByItself);
        (await mailer.SendAsync(SomeMail.To(), CancellationToken.None)).ShouldBe(new MailOutcome.Sent());

        options.Password = "wrong";
        await using var wrong = new SmtpMailer(options, new MailWriter(), TimeProvider.System, SignedByItself);
        (await wrong.SendAsync(SomeMail.To(), CancellationToken.None)).ShouldBeOfType<MailOutcome.SenderRefused>().Reason.ShouldContain(
            "refuses the credentials (Delivery:Smtp:User and Password, or OAuth): 535");
    }

    [SkippableFact]
    public async Task With_an_OAuth_client_a_token_is_fetched_once_and_logs_in_until_it_expires()
    {
        var answers = new[]
            { """{"access_token":"watch","expires_in":3600}""", """{"access_token":"stale","expires_in":3600}""", """{"access_token":"watch"}""" };
        var asked = new List<string>();
        await using var tokens = await LoopbackServer.StartAsync(async http =>
        {
            asked.Add(await new StreamReader(http.Request.Body).ReadToEndAsync(http.RequestAborted));
            await http.Response.WriteAsync(answers[asked.Count - 1]);
        });
        await using var server = await SmtpServer.StartAsync("starttls", auth: "xoauth2");
        var options = server.Options(SmtpSecurity.StartTls);
        (options.User, options.OAuth) = ("sahel", new OAuthOptions
        { TokenUrl = tokens["token"], ClientId = "client", ClientSecret = "s3cret", Scope = "mail/.default" });
        var clock = new TestClock();

        // Two connections share a token; a day later there is another one, which the server does not know.
        await using var mailer = new SmtpMailer(options, new MailWriter(), clock, SignedByItself);
        (await Task.WhenAll(mailer.SendAsync(SomeMail.To(), CancellationToken.None),
            mailer.SendAsync(SomeMail.To("slow@example.org"), CancellationToken.None))).ShouldAllBe(outcome => outcome is MailOutcome.Sent);
        asked.ShouldBe(["grant_type=client_credentials&client_id=client&client_secret=s3cret&scope=mail%2F.default"]);
        clock.Advance(TimeSpan.FromDays(1));
        await Task.WhenAll(Enumerable.Range(0, 2)
            .Select(i => mailer.SendAsync(SomeMail.To($"busy-{i}@example.org"), CancellationToken.None))); // the server closes the connections

        var refused = await mailer.SendAsync(SomeMail.To(), CancellationToken.None);

        refused.ShouldBeOfType<MailOutcome.SenderRefused>().Reason.ShouldContain("or OAuth): 535");
        asked.Count.ShouldBe(2);
        (await mailer.SendAsync(SomeMail.To(), CancellationToken.None)).ShouldBe(new MailOutcome.Sent()); // a rejected token is not used again
    }

    [SkippableTheory]
    [InlineData(401, """{"error":"invalid_client","error_description":"expired secret of ops@example.org"}""", typeof(MailOutcome.SenderRefused), "invalid_client")]
    [InlineData(503, "", typeof(MailOutcome.Unavailable), "503")]
    public async Task Without_a_token_all_deliveries_wait(int status, string answer, Type outcome, string reason)
    {
        await using var tokens = await LoopbackServer.StartAsync(http =>
        {
            http.Response.StatusCode = status;
            return http.Response.WriteAsync(answer);
        });
        await using var server = await SmtpServer.StartAsync("starttls", auth: "xoauth2");
        var options = server.Options(SmtpSecurity.StartTls);
        (options.User, options.OAuth) = ("sahel", new OAuthOptions { TokenUrl = tokens["token"], ClientId = "client", RefreshToken = "long" });
        await using var mailer = new SmtpMailer(options, new MailWriter(), TimeProvider.System, SignedByItself);

        var result = await mailer.SendAsync(SomeMail.To(), CancellationToken.None);

        result.ShouldBeOfType(outcome);
        result.ToString().ShouldContain(reason);
        result.ToString().ShouldNotContain("ops@");
    }

    [SkippableTheory]
    [InlineData("starttls", SmtpSecurity.StartTls)] // the server's certificate is self-signed
    [InlineData("tls", SmtpSecurity.Tls)]
    [InlineData("none", SmtpSecurity.StartTls)] // STARTTLS is not offered: a man in the middle must not be able to disable encryption
    public async Task Without_trusted_encryption_nothing_is_sent(string tls, SmtpSecurity security)
    {
        await using var server = await SmtpServer.StartAsync(tls);
        await using var mailer = new SmtpMailer(server.Options(security), new MailWriter(), TimeProvider.System);

        (await mailer.SendAsync(SomeMail.To(), CancellationToken.None)).ShouldBeOfType<MailOutcome.SenderRefused>().Reason.ShouldContain(
            "Delivery:Smtp:Security");
        server.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_falls_silent_times_out()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var clock = new TestClock();
        var options = new SmtpOptions { Host = "127.0.0.1", Port = ((IPEndPoint)silent.LocalEndpoint).Port, Security = SmtpSecurity.None };
        await using var mailer = new SmtpMailer(options, new MailWriter(), clock);

        var sending = mailer.SendAsync(SomeMail.To(), CancellationToken.None);
        using var accepted = await silent.AcceptTcpClientAsync();
        clock.Advance(options.Timeout);

        (await sending).ShouldBeOfType<MailOutcome.Unavailable>().Reason.ShouldContain("Delivery:Smtp:Timeout");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stop_waits_for_the_reply_to_a_text_that_the_server_has(bool refuses)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        await using var mailer = new SmtpMailer(OptionsOf(server), new MailWriter(), new TestClock());
        using var stop = new CancellationTokenSource();
        var sending = mailer.SendAsync(SomeMail.To(), stop.Token);
        using var client = await TakeTextAsync(server);

        await stop.CancelAsync();
        await client.GetStream().WriteAsync(refuses ? "554 5.7.1 spam\r\n"u8.ToArray() : "250 2.0.0 queued\r\n"u8.ToArray());

        if (refuses)
            (await sending).ShouldBeOfType<MailOutcome.TemporaryFailure>().Reason.ShouldBe("The text was refused: 554 5.7.1 spam");
        else
            (await sending).ShouldBe(new MailOutcome.Sent());
    }

    [Theory]
    [InlineData(30)]
    [InlineData(0)]
    public async Task A_server_that_is_silent_for_longer_than_the_stop_can_wait_leaves_the_mail_in_doubt(int seconds)
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var (clock, options) = (new TestClock(), OptionsOf(server));
        options.StopGrace = TimeSpan.FromSeconds(seconds);
        await using var mailer = new SmtpMailer(options, new MailWriter(), clock);
        using var stop = new CancellationTokenSource();
        var sending = mailer.SendAsync(SomeMail.To(), stop.Token);
        using var client = await TakeTextAsync(server);

        await stop.CancelAsync();
        clock.Advance(options.StopGrace);

        (await sending).ShouldBe(new MailOutcome.Sent { InDoubt = true });
    }

    private static SmtpOptions OptionsOf(TcpListener server) => new() { Host = "127.0.0.1", Port = ((IPEndPoint)server.LocalEndpoint).Port, Security = SmtpSecurity.None };

    /// <summary>Takes a mail up to the end of its text and does not reply to that.</summary>
    private static async Task<TcpClient> TakeTextAsync(TcpListener server)
    {
        var client = await server.AcceptTcpClientAsync();
        using var lines = new StreamReader(client.GetStream(), leaveOpen: true);
        await client.GetStream().WriteAsync("220 mail.example ready\r\n"u8.ToArray());
        for (var isText = false; await lines.ReadLineAsync() is { } line && !(isText && line == ".");)
        {
            if (!isText)
                await client.GetStream().WriteAsync(line == "DATA" ? "354 go on\r\n"u8.ToArray() : "250 mail.example\r\n"u8.ToArray());
            isText |= line == "DATA";
        }

        return client;
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

    /// <summary>The test server has a self-signed certificate.</summary>
    private static bool SignedByItself(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate?.Issuer == certificate?.Subject && !errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable);
}
