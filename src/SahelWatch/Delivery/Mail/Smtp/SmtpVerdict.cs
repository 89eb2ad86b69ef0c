using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace SahelWatch.Delivery.Mail.Smtp;

/// <summary>Maps the failures of an SMTP server to outcomes, depending on the step at which they occur.</summary>
internal static class SmtpVerdict
{
    private const int NotAvailable = 421; // RFC 5321 3.8: possible at any step, followed by closing the connection
    private const int CredentialsNeeded = 530; // RFC 4954 6
    private const string Policy = ".7."; // RFC 3463: "security or policy" concerns us, not the mailbox

    /// <summary>Null for an exception that has nothing to do with SMTP.</summary>
    public static MailOutcome? Of(Exception e, SmtpStep step, string server) => e switch
    {
        SmtpCommandException refused => Of(step, (int)refused.StatusCode, refused.Message, server),
        ServiceNotAuthenticatedException => Of(step, CredentialsNeeded, e.Message, server),
        AuthenticationException => OfCredentials(e.Message, server),
        SslHandshakeException or NotSupportedException =>
            new MailOutcome.SenderRefused($"No secure connection to the SMTP server {server} (Delivery:Smtp:Security): {FirstLine(e)}"),
        OAuthRefusedException => new MailOutcome.SenderRefused(e.Message),
        IOException or SocketException or HttpRequestException or ProtocolException or ServiceNotConnectedException => Broken(step, FirstLine(e), server),
        _ => null,
    };

    /// <summary>The connection failed without a reply.</summary>
    public static MailOutcome Broken(SmtpStep step, string what, string server) => step switch
    {
        SmtpStep.HandedOver => new MailOutcome.TemporaryFailure($"No reply after the text was sent: {what}") { InDoubt = true },
        SmtpStep.Recipient or SmtpStep.Text => new MailOutcome.TemporaryFailure($"The connection broke before the text was sent: {what}"),
        _ => new MailOutcome.Unavailable($"The SMTP server {server} cannot be reached: {what}"),
    };

    /// <summary>Whether the server closed the connection, rather than rejecting the mail.</summary>
    public static bool IsClosed(Exception e) =>
        e is IOException or SocketException or ProtocolException or ServiceNotConnectedException
            or SmtpCommandException { StatusCode: (SmtpStatusCode)NotAvailable };

    private static MailOutcome Of(SmtpStep step, int code, string text, string server)
    {
        var temporary = code is >= 400 and < 500;
        var reply = Reasons.WithoutAddresses($"{code} {text}");
        return step switch
        {
            _ when code == NotAvailable => new MailOutcome.Unavailable($"The SMTP server {server} is not available: {reply}"),
            _ when code == CredentialsNeeded => new MailOutcome.SenderRefused($"The SMTP server {server} requires credentials (Delivery:Smtp:User): {reply}"),
            SmtpStep.Greeting or SmtpStep.Credentials when temporary => new MailOutcome.Unavailable($"The SMTP server {server} is not available: {reply}"),
            SmtpStep.Greeting or SmtpStep.Credentials => new MailOutcome.SenderRefused($"The SMTP server {server} rejects the connection: {reply}"),
            SmtpStep.Sender when temporary => new MailOutcome.Unavailable($"The SMTP server {server} accepts no mail at the moment: {reply}"),
            SmtpStep.Sender => new MailOutcome.SenderRefused($"The SMTP server {server} refuses the sender (Delivery:From): {reply}"),
            SmtpStep.Recipient when temporary || text.AsSpan(Math.Min(1, text.Length)).StartsWith(Policy, StringComparison.Ordinal) =>
                new MailOutcome.TemporaryFailure($"Refused for now: {reply}"),
            SmtpStep.Recipient => new MailOutcome.PermanentFailure($"The address does not accept mail: {reply}"),
            // A rejected text is our fault and not the reader's: it is retried during the day and never counts against the address.
            _ => new MailOutcome.TemporaryFailure($"The text was refused: {reply}"),
        };
    }

    /// <summary>MailKit puts the reply code at the start of the message.</summary>
    private static MailOutcome OfCredentials(string reply, string server) => reply.StartsWith('4')
        ? new MailOutcome.Unavailable($"The SMTP server {server} cannot check credentials at the moment: {Reasons.WithoutAddresses(reply)}")
        : new MailOutcome.SenderRefused(
            $"The SMTP server {server} refuses the credentials (Delivery:Smtp:User and Password, or OAuth): {Reasons.WithoutAddresses(reply)}");

    private static string FirstLine(Exception e) => e.Message.Split('\n')[0].Trim();
}
