using System.Text.RegularExpressions;

namespace SahelWatch.Delivery.Mail;

/// <summary>Makes providers' answers fit for logs and reports: providers repeat the address they refuse, and addresses are not logged.</summary>
internal static partial class Reasons
{
    private const int Enough = 200; // characters: the start of a reply says what is wrong, the rest is links and ids

    public static string WithoutAddresses(string text)
    {
        var clean = Address().Replace(text, "(address)").ReplaceLineEndings(" ").Trim();
        return clean.Length > Enough ? clean[..Enough] + "…" : clean;
    }

    [GeneratedRegex(@"<?[^\s<>""'():;,]+@[^\s<>""'():;,]+>?", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
