using System.Text.RegularExpressions;

namespace SahelWatch.Digests.Composing;

/// <summary>Removes the dateline from a lead: "OUAGADOUGOU, Oct 21 (Desert Wire) - " says where, when and by whom, which the digest shows elsewhere.</summary>
internal static partial class Dateline
{
    public static string Strip(string lead) => Pattern().Replace(lead, "");

    // In capitals ("DIFFA, Niger - "), or with the agency in brackets, or one or two Arabic words before a dash.
    [GeneratedRegex(@"^\s*(?:\p{Lu}[\p{Lu}’' -]{2,30}(?:,[^()\n–—-]{1,30})?\s*(?:\([^()\n]{2,60}\))?\s*[-–—]\s+|[\p{L}’' -]{2,40}(?:,[^()\n]{1,30})?\s*\([^()\n]{2,60}\)\s*[-–—:]\s*|[\u0621-\u064A]{3,20}(?: [\u0621-\u064A]{2,20})?\s+[-–—]\s+)", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
