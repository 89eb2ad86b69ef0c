using System.Text.RegularExpressions;

namespace SahelWatch.Digests;

/// <summary>Takes the dateline off a lead: "OUAGADOUGOU, Oct 21 (Desert Wire) - " says where, when and by whom, which the digest says elsewhere.</summary>
internal static partial class Dateline
{
    public static string Strip(string lead) => Pattern().Replace(lead, "");

    [GeneratedRegex(@"^\s*[\p{L}’' -]{2,40}(,[^()\n]{1,30})?\s*\([^()\n]{2,60}\)\s*[-–—:]\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
