using System.Text.RegularExpressions;

namespace SahelWatch.Stories.Copies;

/// <summary>
/// Finds the agency that a text credits: in brackets after the dateline ("OUAGADOUGOU, Oct 21 (Desert Wire) -", "NIAMEY (AFP) –"), or by name in the credit
/// at its end ("Avec AFP", "© Reuters"). "AFP reports that" within the text credits a fact, not the text.
/// </summary>
internal static partial class AgencyCredit
{
    private const int Head = 160; // characters within which a dateline ends
    private const int Tail = 120; // characters at the end that contain a credit

    public static string? Of(string text)
    {
        var head = text.Length <= Head ? text : text[..Head];
        if (Dateline().Match(head) is { Success: true } dateline)
            return dateline.Groups["agency"].Value.Trim();
        if (Bracketed().Match(head) is { Success: true } bracketed)
            return bracketed.Groups["agency"].Value;
        var tail = text.Length <= Tail ? text : text[^Tail..];
        return Credit().Match(tail) is { Success: true } credit ? credit.Groups["agency"].Value : null;
    }

    private const string Agencies = "(?<agency>AFP|Reuters|AP|Xinhua|Anadolu|APA|PANA|EFE|DPA|dpa|TASS|AIB|ANP|AMAP|AMI|ATPE|رويترز|فرانس برس|الأناضول|شينخوا)";

    [GeneratedRegex(@"^\s*[\p{Lu}\p{Lo}][\p{L}'’ .-]{1,40}(,[^()\n]{1,40})?\s*\((?<agency>\p{L}[^()\n\d]{1,40})\)\s*[-–—:.]", RegexOptions.CultureInvariant)]
    private static partial Regex Dateline();

    [GeneratedRegex(@"[(\[/]\s*" + Agencies + @"\s*[)\]/]", RegexOptions.CultureInvariant)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"(\b[Aa]vec\s+(l['’])?|\bwith\s+|©\s*|\bSource\s*:\s*|[(\[]\s*|المصدر\s*:\s*|^|\n|\.\s+)" + Agencies
        + @"\s*[)\].]?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Credit();
}
