using SahelWatch.Domain;

namespace SahelWatch.Digests.Composing;

/// <summary>Who stands behind a report: the feeds and editions of one house are one voice, whatever they call themselves.</summary>
internal static class Owner
{
    /// <summary>Second-level names under which registries sell: the house's name stands before them.</summary>
    private static readonly HashSet<string> Registries = ["co", "com", "org", "net", "gov", "gouv", "ac", "edu", "info"];

    /// <summary>Hosts that carry the pages of many houses: there the outlet's own name tells.</summary>
    private static readonly HashSet<string> Platforms =
        ["google.com", "feedburner.com", "blogspot.com", "wordpress.com", "facebook.com", "youtube.com", "medium.com", "substack.com", "allafrica.com",
            "msn.com", "yahoo.com", "reliefweb.int", "github.io"];

    public static string Of(Report report)
    {
        var house = HouseOf(report.Url.Host);
        return Platforms.Contains(house) ? report.Source : house;
    }

    private static string HouseOf(string host)
    {
        var labels = host.ToLowerInvariant().Split('.');
        var kept = labels.Length >= 3 && Registries.Contains(labels[^2]) ? 3 : 2;
        return labels.Length <= kept ? string.Join('.', labels) : string.Join('.', labels[^kept..]);
    }
}
