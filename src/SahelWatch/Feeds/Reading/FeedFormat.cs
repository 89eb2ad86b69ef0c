using System.Xml.Linq;

namespace SahelWatch.Feeds.Reading;

/// <summary>Tells the dialect of a document by its root element and namespace.</summary>
internal static class FeedFormat
{
    public const string Sitemap = "sitemap";

    public static string Of(XElement root, FeedDocument document) => root.Name.LocalName switch
    {
        "rss" or "channel" or "rdf" =>
            root.Value("version")?.Trim() is { } version && version.StartsWith("0.9", StringComparison.Ordinal) ? "rss0.9x" : "rss2.0",
        "RDF" => document.Space is FeedNames.Rss09 or FeedNames.Rss09Channel ? "rss0.9x" : "rss1.0",
        "feed" => IsAtom03(root, document.Space) ? "atom0.3" : "atom1.0",
        "urlset" or "sitemapindex" => Sitemap,
        _ when document.Entries.Count > 0 => "rss2.0",
        _ => "none",
    };

    private static bool IsAtom03(XElement root, string space) =>
        root.Value("version")?.Trim() is "0.1" or "0.2" or "0.3"
            || (root.Name.Namespace == FeedNames.Atom && !space.Contains("2005", StringComparison.Ordinal));
}
