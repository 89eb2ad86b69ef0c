using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace SahelWatch.Delivery.Mail.Smtp;

/// <summary>A connection to the SMTP server, which sends one mail after another and tracks the progress of the current one.</summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    /// <summary>How long to wait for the reply to QUIT, on which nothing depends.</summary>
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    private readonly SmtpOptions _options;
    private readonly StepLog _step = new();
    private readonly SmtpClient _client;
    private bool _open;

    public SmtpConnection(SmtpOptions options, RemoteCertificateValidationCallback? trust)
    {
        _options = options;
        // Otherwise an unavailable revocation list would stop all mail; SslStream does not check it by default either.
        _client = new SmtpClient(_step) { ServerCertificateValidationCallback = trust, CheckCertificateRevocation = false };
    }

    public SmtpStep Step => _step.Current;

    public int Mails { get; private set; }

    public bool IsUsable => _open && _client.IsConnected;

    public async Task OpenAsync(OAuthTokens? tokens, CancellationToken cancellationToken)
    {
        // Our own socket without Nagle's algorithm sends four times as many mails per second.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(_options.Host, _options.Port, cancellationToken);
            _client.LocalDomain = LiteralOf(socket);
            await _client.ConnectAsync(socket, _options.Host, _options.Port, Security(_options.Security), cancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
        // Without pipelining and with DATA, the last command sent shows what a broken connection means for the mail.
        _client.Capabilities &= ~(SmtpCapabilities.Pipelining | SmtpCapabilities.Chunking | SmtpCapabilities.BinaryMime);
        if (_options.User is { Length: > 0 } user)
        {
            _step.Current = SmtpStep.Credentials;
            if (!_client.IsSecure && !IPAddress.IsLoopback(((IPEndPoint)socket.RemoteEndPoint!).Address))
                throw new SslHandshakeException("credentials are not sent over an unencrypted connection");
            await LogInAsync(user, tokens, cancellationToken);
            _client.Capabilities &= ~(SmtpCapabilities.Pipelining | SmtpCapabilities.Chunking | SmtpCapabilities.BinaryMime);
        }
        _open = true;
    }

    /// <summary>With a token (XOAUTH2) if there are tokens, else with the password.</summary>
    private async Task LogInAsync(string user, OAuthTokens? tokens, CancellationToken cancellationToken)
    {
        var (password, offered) = (_options.Password ?? "", _client.AuthenticationMechanisms);
        SaslMechanism mechanism = tokens is not null ? new SaslMechanismOAuth2(user, await tokens.GetAsync(cancellationToken))
            : offered.Contains("PLAIN") || !offered.Contains("LOGIN") ? new SaslMechanismPlain(user, password) : new SaslMechanismLogin(user, password);
        try
        {
            await _client.AuthenticateAsync(mechanism, cancellationToken);
        }
        catch (AuthenticationException)
        {
            tokens?.Forget();
            throw;
        }
    }

    /// <summary>Returns when the server has accepted the mail.</summary>
    public async Task SendAsync(MimeMessage message, OutgoingMail mail, CancellationToken cancellationToken)
    {
        Mails++;
        _step.Current = SmtpStep.Sender;
        var (from, to) = (new MailboxAddress("", mail.From.Address.Value), new MailboxAddress("", mail.To.Value));
        await _client.SendAsync(MailWriter.Format, message, from, [to], cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(Goodbye);
            if (IsUsable)
                await _client.DisconnectAsync(quit: true, limit.Token);
        }
        catch (Exception e) when (e is IOException or ProtocolException or OperationCanceledException or ObjectDisposedException)
        {
            // The server has closed the connection already.
        }
        _client.Dispose();
    }

    /// <summary>The address literal for EHLO (RFC 5321 4.1.3): the machine's name would reveal more and is seldom a real domain.</summary>
    private static string LiteralOf(Socket socket)
    {
        var address = ((IPEndPoint)socket.LocalEndPoint!).Address;
        return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
    }

    private static SecureSocketOptions Security(SmtpSecurity security) => security switch
    {
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };

    /// <summary>Tracks the commands sent. Never moves backwards, since a line of the text may look like a command.</summary>
    private sealed class StepLog : IProtocolLogger
    {
        /// <summary>The end of a text (RFC 5321 4.1.1.4): within it, a line that begins with a dot gets a second one.</summary>
        private static readonly byte[] End = [.. "\r\n.\r\n"u8];

        private readonly List<byte> _last = [];

        public SmtpStep Current { get; set; } = SmtpStep.Greeting;

        public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

        public void LogConnect(Uri uri)
        {
        }

        public void LogServer(byte[] buffer, int offset, int count)
        {
        }

        public void LogClient(byte[] buffer, int offset, int count)
        {
            var command = buffer.AsSpan(offset, count);
            if (Current == SmtpStep.Sender && command.StartsWith("RCPT"u8))
                Current = SmtpStep.Recipient;
            else if (Current == SmtpStep.Recipient && command.StartsWith("DATA"u8))
                Begin();
            else if (Current == SmtpStep.Text && EndsWith(command))
                Current = SmtpStep.HandedOver;
        }

        private void Begin()
        {
            Current = SmtpStep.Text;
            _last.Clear();
        }

        /// <summary>The end may come in pieces.</summary>
        private bool EndsWith(ReadOnlySpan<byte> sent)
        {
            _last.AddRange(sent.Length > End.Length ? sent[^End.Length..] : sent);
            _last.RemoveRange(0, Math.Max(0, _last.Count - End.Length));
            return _last.SequenceEqual(End);
        }

        public void Dispose()
        {
        }
    }
}

/// <summary>The progress of a mail in the SMTP dialogue.</summary>
internal enum SmtpStep
{
    Greeting,
    Credentials,
    Sender,
    Recipient,

    /// <summary>DATA was sent: without the end of the text there is no mail.</summary>
    Text,

    /// <summary>The text was sent to its end: from here on only the server knows whether it has accepted the mail.</summary>
    HandedOver,
}
