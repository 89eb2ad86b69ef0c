using System.Text.RegularExpressions;

namespace SahelWatch.Delivery.Mail;

/// <summary>Makes providers' replies safe for logs and reports: they often contain the recipient's address, which must not be logged.</summary>
internal static partial class Reasons
{
    private const int MaxLength = 200; // characters; the start of a reply says what is wrong, the rest is links and ids

    public static string WithoutAddresses(string text)
    {
        var clean = Address().Replace(text, "(address)").ReplaceLineEndings(" ").Trim();
        return clean.Length > MaxLength ? clean[..MaxLength] + "…" : clean;
    }

    [GeneratedRegex(@"<?[^\s<>""'():;,]+@[^\s<>""'():;,]+>?", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
