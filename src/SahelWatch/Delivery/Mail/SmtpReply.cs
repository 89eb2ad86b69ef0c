using System.Text.RegularExpressions;

namespace SahelWatch.Delivery.Mail;

/// <summary>What an SMTP server says: a code and its lines (RFC 5321 4.2).</summary>
internal sealed partial record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsTemporary => Code is >= 400 and < 500;

    /// <summary>The class of an enhanced status code (RFC 3463): 7 is "security or policy", 1 "the address". Null where the server gives none.</summary>
    public int? Subject => Lines.Count > 0 && EnhancedCode().Match(Lines[0]) is { Success: true } code ? code.Groups[1].Value[0] - '0' : null;

    /// <summary>The words of an extension in a reply to EHLO; null where it is not offered.</summary>
    public string? Extension(string keyword) =>
        Lines.Skip(1).FirstOrDefault(l => l.Equals(keyword, StringComparison.OrdinalIgnoreCase) || l.StartsWith(keyword + " ", StringComparison.OrdinalIgnoreCase));

    public override string ToString() => Reasons.WithoutAddresses($"{Code} {string.Join(' ', Lines)}");

    [GeneratedRegex(@"^[245]\.(\d)\.\d{1,3}\b", RegexOptions.CultureInvariant)]
    private static partial Regex EnhancedCode();
}

/// <summary>How far a mail has come on its way into the server.</summary>
internal enum SmtpStep
{
    Greeting,
    Encryption,
    Credentials,
    Sender,
    Recipient,
    Text,

    /// <summary>The text is complete and its end was announced: from here on only the server knows whether it has the mail.</summary>
    HandedOver,
}

/// <summary>The server answered, and its answer was no.</summary>
internal sealed class SmtpRefusedException(SmtpStep step, SmtpReply reply) : Exception($"{step}: {reply}")
{
    public SmtpStep Step => step;

    public SmtpReply Reply => reply;
}
