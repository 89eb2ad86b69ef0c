using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace SahelWatch.Delivery.Mail;

/// <summary>Mails through an SMTP server. Connections are kept and used again, as many as there are mails under way at once.</summary>
/// <param name="trust">Decides on the server's certificate in tests; null asks the system.</param>
internal sealed class SmtpMailer(SmtpOptions options, TimeProvider clock, RemoteCertificateValidationCallback? trust = null) : IMailer, IAsyncDisposable
{
    private const int MailsPerConnection = 100; // common servers end a session after that many

    private readonly ConcurrentBag<SmtpSession> _idle = [];

    private string Server => $"{options.Host}:{options.Port}";

    public async Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        while (true)
        {
            var reused = _idle.TryTake(out var session);
            try
            {
                session ??= await SmtpSession.OpenAsync(options, trust, either.Token);
                var outcome = await SendAsync(session, mail, either.Token);
                session = null;
                return outcome;
            }
            catch (Exception e) when (reused && session is { Step: SmtpStep.Sender } && e is IOException or SmtpRefusedException { Reply.Code: SmtpVerdict.NotAvailable })
            {
                // The server had closed the idle connection. Nothing was handed over on it: a fresh one is no second attempt.
            }
            catch (SmtpRefusedException e)
            {
                return SmtpVerdict.Of(e.Step, e.Reply, Server);
            }
            catch (AuthenticationException e)
            {
                return new MailOutcome.SenderRefused($"No safe connection to the SMTP server {Server} (Delivery:Smtp:Security): {e.Message}");
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                return SmtpVerdict.Broken(session?.Step ?? SmtpStep.Greeting, e.Message, Server);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return SmtpVerdict.Broken(session?.Step ?? SmtpStep.Greeting, $"it took longer than {options.Timeout} (Delivery:Smtp:Timeout)", Server);
            }
            finally
            {
                if (session is not null)
                    await session.DisposeAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var session))
            await session.DisposeAsync();
    }

    /// <summary>A refusal of this mail leaves the session usable; every other end of it is thrown.</summary>
    private async Task<MailOutcome> SendAsync(SmtpSession session, OutgoingMail mail, CancellationToken cancellationToken)
    {
        MailOutcome outcome = new MailOutcome.Sent();
        try
        {
            await session.SendAsync(mail, cancellationToken);
        }
        catch (SmtpRefusedException e) when (SmtpVerdict.Of(e.Step, e.Reply, Server) is MailOutcome.TemporaryFailure or MailOutcome.PermanentFailure)
        {
            outcome = SmtpVerdict.Of(e.Step, e.Reply, Server);
        }
        await KeepAsync(session, outcome is MailOutcome.Sent, cancellationToken);
        return outcome;
    }

    /// <summary>The outcome stands; whatever goes wrong with the connection now concerns the connection alone.</summary>
    private async Task KeepAsync(SmtpSession session, bool clean, CancellationToken cancellationToken)
    {
        try
        {
            if (!clean)
                await session.ResetAsync(cancellationToken);
            if (session.Mails < MailsPerConnection)
            {
                _idle.Add(session);
                return;
            }
        }
        catch (Exception e) when (e is IOException or SocketException or SmtpRefusedException or OperationCanceledException)
        {
            // The mail's outcome is known and must not be lost to a broken goodbye.
        }
        await session.DisposeAsync();
    }
}
