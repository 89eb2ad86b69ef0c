using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace SahelWatch.Delivery.Mail;

/// <summary>
/// One connection to an SMTP server (RFC 5321; STARTTLS RFC 3207; AUTH RFC 4954), used for many mails one after another. Of our own because System.Net.Mail
/// cannot say whether a connection broke before or after the mail was handed over, which is all that matters for sending once, and knows no TLS from the start.
/// </summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private const int MaxReplyLine = 2048; // RFC 5321 4.5.3.1.5 says 512; real servers write longer ones
    private const int MaxReplyLines = 100;

    private readonly TcpClient _connection = new() { NoDelay = true };
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly byte[] _input = new byte[MaxReplyLine];
    private Stream _stream = Stream.Null;
    private int _inputStart;
    private int _inputEnd;

    private SmtpSession()
    {
    }

    public SmtpStep Step { get; private set; } = SmtpStep.Greeting;

    public int Mails { get; private set; }

    /// <param name="trust">Decides on the server's certificate; null asks the system.</param>
    /// <exception cref="SmtpRefusedException">The server will not talk to us.</exception>
    /// <exception cref="IOException">The connection failed or what came over it is not SMTP.</exception>
    /// <exception cref="SocketException">There is no connection.</exception>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The certificate is not to be trusted, or encryption or credentials cannot be had.</exception>
    public static async Task<SmtpSession> OpenAsync(SmtpOptions options, RemoteCertificateValidationCallback? trust, CancellationToken cancellationToken)
    {
        var session = new SmtpSession();
        try
        {
            await session.ConnectAsync(options, trust, cancellationToken);
            return session;
        }
        catch
        {
            session._connection.Dispose();
            throw;
        }
    }

    private async Task ConnectAsync(SmtpOptions options, RemoteCertificateValidationCallback? trust, CancellationToken cancellationToken)
    {
        await _connection.ConnectAsync(options.Host, options.Port, cancellationToken);
        _stream = _connection.GetStream();
        if (options.Security == SmtpSecurity.Tls)
            await EncryptAsync(options.Host, trust, cancellationToken);
        Expect(220, await ReadReplyAsync(cancellationToken));
        var extensions = await HelloAsync(cancellationToken);
        if (options.Security == SmtpSecurity.StartTls)
        {
            Step = SmtpStep.Encryption;
            if (extensions.Extension("STARTTLS") is null)
                throw new System.Security.Authentication.AuthenticationException("the server offers no STARTTLS");
            Expect(220, await CommandAsync("STARTTLS", cancellationToken));
            if (_inputStart < _inputEnd)
                throw new IOException("The server sent more than its reply before encryption began."); // words of somebody in between (CVE-2011-0411)
            await EncryptAsync(options.Host, trust, cancellationToken);
            extensions = await HelloAsync(cancellationToken);
        }
        if (options.User is { Length: > 0 } user)
            await LogInAsync(user, options.Password ?? "", extensions, cancellationToken);
    }

    /// <summary>Returns when the server has taken the mail.</summary>
    /// <exception cref="SmtpRefusedException">The server said no; the session can be used on after <see cref="ResetAsync"/>.</exception>
    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        Mails++;
        Step = SmtpStep.Sender;
        Expect(250, await CommandAsync($"MAIL FROM:<{mail.From.Address.Value}>", cancellationToken));
        Step = SmtpStep.Recipient;
        var recipient = await CommandAsync($"RCPT TO:<{mail.To.Value}>", cancellationToken);
        if (recipient.Code is not (250 or 251))
            throw new SmtpRefusedException(Step, recipient);
        Step = SmtpStep.Text;
        Expect(354, await CommandAsync("DATA", cancellationToken));
        _text.ResetWrittenCount();
        MimeMessage.Write(mail, _text);
        await WriteStuffedAsync(_text.WrittenMemory, cancellationToken);
        Step = SmtpStep.HandedOver;
        await _stream.WriteAsync(".\r\n"u8.ToArray(), cancellationToken);
        Expect(250, await ReadReplyAsync(cancellationToken));
    }

    public async Task ResetAsync(CancellationToken cancellationToken) => Expect(250, await CommandAsync("RSET", cancellationToken));

    /// <summary>Says goodbye without waiting for an answer: whatever was accepted stays accepted.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_connection.Connected)
                await _stream.WriteAsync("QUIT\r\n"u8.ToArray(), CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The other side was first.
        }
        await _stream.DisposeAsync();
        _connection.Dispose();
    }

    private async Task<SmtpReply> HelloAsync(CancellationToken cancellationToken)
    {
        // An address literal (RFC 5321 4.1.3): the machine's name would tell strangers more and is seldom a real domain.
        var address = ((IPEndPoint)_connection.Client.LocalEndPoint!).Address;
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var literal = address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{address}]" : $"[{address}]";
        var reply = await CommandAsync($"EHLO {literal}", cancellationToken);
        Expect(250, reply);
        return reply;
    }

    private async Task EncryptAsync(string host, RemoteCertificateValidationCallback? trust, CancellationToken cancellationToken)
    {
        Step = SmtpStep.Encryption;
        var encrypted = new SslStream(_stream);
        _stream = encrypted;
        await encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host, RemoteCertificateValidationCallback = trust }, cancellationToken);
    }

    private async Task LogInAsync(string user, string password, SmtpReply extensions, CancellationToken cancellationToken)
    {
        Step = SmtpStep.Credentials;
        if (_stream is not SslStream && !IPAddress.IsLoopback(((IPEndPoint)_connection.Client.RemoteEndPoint!).Address))
            throw new System.Security.Authentication.AuthenticationException("credentials are not sent over an unencrypted connection");
        var offered = extensions.Extension("AUTH")?.Split(' ') ?? [];
        if (offered.Contains("PLAIN", StringComparer.OrdinalIgnoreCase))
        {
            Expect(235, await CommandAsync($"AUTH PLAIN {Base64($"\0{user}\0{password}")}", cancellationToken));
        }
        else if (offered.Contains("LOGIN", StringComparer.OrdinalIgnoreCase))
        {
            Expect(334, await CommandAsync("AUTH LOGIN", cancellationToken));
            Expect(334, await CommandAsync(Base64(user), cancellationToken));
            Expect(235, await CommandAsync(Base64(password), cancellationToken));
        }
        else
        {
            throw new System.Security.Authentication.AuthenticationException("the server offers neither AUTH PLAIN nor AUTH LOGIN");
        }
    }

    private async Task<SmtpReply> CommandAsync(string line, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), cancellationToken);
        return await ReadReplyAsync(cancellationToken);
    }

    /// <summary>Doubles the dot of every line that starts with one (RFC 5321 4.5.2). <see cref="MimeMessage"/> writes none; a session must not depend on it.</summary>
    private async Task WriteStuffedAsync(ReadOnlyMemory<byte> rest, CancellationToken cancellationToken)
    {
        for (int dot; (dot = rest.Span.IndexOf("\r\n."u8)) >= 0; rest = rest[(dot + 2)..])
        {
            await _stream.WriteAsync(rest[..(dot + 2)], cancellationToken);
            await _stream.WriteAsync("."u8.ToArray(), cancellationToken);
        }
        await _stream.WriteAsync(rest, cancellationToken);
    }

    private async Task<SmtpReply> ReadReplyAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (lines.Count < MaxReplyLines)
        {
            var line = await ReadLineAsync(cancellationToken);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
                throw new IOException("What answers there does not speak SMTP.");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
                return new SmtpReply(code, lines);
        }
        throw new IOException("The server's reply does not end.");
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var length = _input.AsSpan(_inputStart, _inputEnd - _inputStart).IndexOf("\r\n"u8);
            if (length >= 0)
            {
                var line = Encoding.UTF8.GetString(_input, _inputStart, length);
                _inputStart += length + 2;
                return line;
            }
            _input.AsSpan(_inputStart, _inputEnd - _inputStart).CopyTo(_input);
            (_inputStart, _inputEnd) = (0, _inputEnd - _inputStart);
            if (_inputEnd == _input.Length)
                throw new IOException("A line of the server's reply does not end.");
            var read = await _stream.ReadAsync(_input.AsMemory(_inputEnd), cancellationToken);
            if (read == 0)
                throw new IOException("The server closed the connection.");
            _inputEnd += read;
        }
    }

    private void Expect(int code, SmtpReply reply)
    {
        if (reply.Code != code)
            throw new SmtpRefusedException(Step, reply);
    }

    private static string Base64(string value) => Convert.ToBase64String(Encoding.UTF8.GetBytes(value));
}
