using System.Net;
using System.Net.Sockets;
using SahelWatch.Delivery.Mail;
using SahelWatch.Delivery.Mail.Smtp;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Delivery.Mail;

/// <summary>What becomes of a mail when the server is silent or the process is told to stop.</summary>
public class SmtpStopTests
{
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
}
