using System.Collections.Concurrent;
using System.Net.Security;

namespace SahelWatch.Delivery.Mail.Smtp;

/// <summary>Sends mail through an SMTP server. Connections are pooled, one for each mail in progress.</summary>
/// <param name="trust">Validates the server's certificate in tests; null for the system's validation.</param>
internal sealed class SmtpMailer(
    SmtpOptions options, MailWriter writer, TimeProvider clock, RemoteCertificateValidationCallback? trust = null) : IMailer, IAsyncDisposable
{
    private const int MailsPerConnection = 100; // many servers end a session after this number

    private readonly ConcurrentBag<SmtpConnection> _idle = [];
    private readonly OAuthTokens? _tokens = OAuthTokens.Of(options, clock);

    private string Server => $"{options.Host}:{options.Port}";

    public async Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Timeout, clock);
        using var stop = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop.Token);
        SmtpConnection? connection = null;
        // A mail that the server does not have to its end does not exist. For one that it has, only the reply shows whether it was accepted.
        await using var stopping = cancellationToken.Register(
            () => stop.CancelAfter(connection?.Step == SmtpStep.HandedOver ? options.StopGrace : TimeSpan.Zero));
        var message = writer.Write(mail);
        while (true)
        {
            var reused = _idle.TryTake(out connection);
            connection ??= new SmtpConnection(options, trust);
            try
            {
                if (!reused)
                    await connection.OpenAsync(_tokens, either.Token);
                await connection.SendAsync(message, mail, either.Token);
                return new MailOutcome.Sent();
            }
            catch (Exception e) when (reused && connection.Step == SmtpStep.Sender && SmtpVerdict.IsClosed(e))
            {
                // The server had closed the idle connection. Nothing was sent on it, so a new one does not count as another attempt.
            }
            catch (Exception e) when (SmtpVerdict.Of(e, connection.Step, Server) is { } outcome)
            {
                return outcome;
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested)
            {
                return SmtpVerdict.Broken(connection.Step, $"it took longer than {options.Timeout} (Delivery:Smtp:Timeout)", Server);
            }
            catch (OperationCanceledException)
            {
                // A server nearly always delivers a mail that it has completely, even unacknowledged (RFC 1047): sent again, it would arrive twice.
                return connection.Step == SmtpStep.HandedOver ? new MailOutcome.Sent { InDoubt = true } : new MailOutcome.Stopped();
            }
            finally
            {
                await KeepAsync(connection);
            }
        }
    }

    /// <summary>Connects and logs in without sending anything.</summary>
    /// <returns>What is wrong, for operators; null if nothing.</returns>
    public static async Task<string?> TryConnectAsync(SmtpOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var tokens = OAuthTokens.Of(options, clock);
        await using var connection = new SmtpConnection(options, trust: null);
        try
        {
            await connection.OpenAsync(tokens, either.Token);
            return null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{options.Host}:{options.Port}: {e.Message}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var connection))
            await connection.DisposeAsync();
        _tokens?.Dispose();
    }

    /// <summary>Returns the connection to the pool unless it is closed: the rejection of a mail leaves it usable, other failures close it.</summary>
    private async ValueTask KeepAsync(SmtpConnection connection)
    {
        if (connection.IsUsable && connection.Mails < MailsPerConnection)
            _idle.Add(connection);
        else
            await connection.DisposeAsync();
    }
}
