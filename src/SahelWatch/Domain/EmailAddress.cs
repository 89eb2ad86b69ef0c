using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace SahelWatch.Domain;

/// <summary>
/// An address that mail can be sent to: an RFC 5321 dot-string and a domain, both ASCII. Quoted local parts, comments and SMTPUTF8 are rejected:
/// no reader has them, and each is a way to smuggle in a second recipient or a header.
/// </summary>
public sealed partial record EmailAddress
{
    private const int MaxLength = 254; // RFC 5321 4.5.3.1.3, less the angle brackets
    private const int MaxLocal = 64; // RFC 5321 4.5.3.1.1

    private EmailAddress(string value) => Value = value;

    public string Value { get; }

    public string Domain => Value[(Value.LastIndexOf('@') + 1)..];

    /// <summary>For comparison; in practice, case never distinguishes two readers.</summary>
    public string Normalized => Value.ToLowerInvariant();

    /// <summary>The address without its +tag; in practice, all tags lead to the same mailbox.</summary>
    public EmailAddress Mailbox =>
        Value.IndexOf('+', StringComparison.Ordinal) is > 0 and var tag && tag < Value.LastIndexOf('@') ? new($"{Value[..tag]}@{Domain}") : this;

    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = null;
        var at = text?.Trim() is { } trimmed ? (text = trimmed).LastIndexOf('@') : -1;
        if (at is < 1 or > MaxLocal || !LocalPart().IsMatch(text![..at]) || AsciiDomain(text[(at + 1)..]) is not { } domain)
            return false;
        if (at + 1 + domain.Length > MaxLength)
            return false;
        address = new EmailAddress($"{text[..at]}@{domain}");
        return true;
    }

    public static EmailAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException("Not a valid email address.");

    /// <summary>Hides the address, which must not get into a log through an interpolated record.</summary>
    public override string ToString() => "(email address)";

    private static string? AsciiDomain(string domain)
    {
        try
        {
            var ascii = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(domain).ToLowerInvariant();
            return DomainName().IsMatch(ascii) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex LocalPart();

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex DomainName();
}
