using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using SahelWatch.Delivery.Mail;
using SahelWatch.Delivery.Mail.Smtp;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Delivery.Mail;

/// <summary>Encryption and credentials of the connection to the mail server.</summary>
public class SmtpSecurityTests
{
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

    /// <summary>The test server has a self-signed certificate.</summary>
    private static bool SignedByItself(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate?.Issuer == certificate?.Subject && !errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable);
}
