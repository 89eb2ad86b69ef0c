namespace SahelWatch.Delivery.Mail;

/// <summary>What an SMTP server's refusal means for the reader, for everybody, or for us: a question of the step at which it came.</summary>
internal static class SmtpVerdict
{
    public const int NotAvailable = 421; // RFC 5321 3.8: at any step, and the connection is closed

    private const int CredentialsNeeded = 530; // RFC 4954 6
    private const int Policy = 7; // RFC 3463: security or policy, which is about us and not about the mailbox

    public static MailOutcome Of(SmtpStep step, SmtpReply reply, string server) => step switch
    {
        _ when reply.Code == NotAvailable => new MailOutcome.Unavailable($"The SMTP server {server} is not available: {reply}"),
        _ when reply.Code == CredentialsNeeded => new MailOutcome.SenderRefused($"The SMTP server {server} wants credentials (Delivery:Smtp:User): {reply}"),
        SmtpStep.Greeting or SmtpStep.Encryption when reply.IsTemporary => new MailOutcome.Unavailable($"The SMTP server {server} is not available: {reply}"),
        SmtpStep.Greeting or SmtpStep.Encryption => new MailOutcome.SenderRefused($"The SMTP server {server} does not talk to us: {reply}"),
        SmtpStep.Credentials when reply.IsTemporary => new MailOutcome.Unavailable($"The SMTP server {server} cannot check credentials now: {reply}"),
        SmtpStep.Credentials => new MailOutcome.SenderRefused($"The SMTP server {server} refuses the credentials (Delivery:Smtp:User and Password): {reply}"),
        SmtpStep.Sender when reply.IsTemporary => new MailOutcome.Unavailable($"The SMTP server {server} takes no mail now: {reply}"),
        SmtpStep.Sender => new MailOutcome.SenderRefused($"The SMTP server {server} refuses the sender (Delivery:From): {reply}"),
        SmtpStep.Recipient when reply.IsTemporary || reply.Subject == Policy => new MailOutcome.TemporaryFailure($"Refused for now: {reply}"),
        SmtpStep.Recipient => new MailOutcome.PermanentFailure($"The address takes no mail: {reply}"),
        // A text that is refused is our fault and not the reader's: tried again while the day lasts, never held against the address.
        _ => new MailOutcome.TemporaryFailure($"The text was refused: {reply}"),
    };

    /// <summary>The connection failed without an answer.</summary>
    public static MailOutcome Broken(SmtpStep step, string what, string server) => step switch
    {
        SmtpStep.HandedOver => new MailOutcome.TemporaryFailure($"No answer after the text was handed over: {what}") { InDoubt = true },
        SmtpStep.Text or SmtpStep.Recipient => new MailOutcome.TemporaryFailure($"The connection broke before the text was handed over: {what}"),
        _ => new MailOutcome.Unavailable($"The SMTP server {server} cannot be reached: {what}"),
    };
}
