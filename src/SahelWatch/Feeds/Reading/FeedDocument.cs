using System.Xml.Linq;

namespace SahelWatch.Feeds.Reading;

/// <summary>A feed as a well-formed, bounded document of <see cref="FeedNames"/>, whatever its bytes were; what FeedReader and the adapters read.</summary>
/// <param name="Root">Null where the text held no element.</param>
/// <param name="Space">The namespace of the root, or of what stands in rdf:RDF, as the feed gave it: tells the versions of RSS 1.0 and Atom apart.</param>
/// <param name="Entries">In the order of the text; in the document, they stand where their dialect wants them.</param>
/// <param name="IsCut">The text ended in the middle of its last entry.</param>
internal sealed record FeedDocument(XElement? Root, string Space, IReadOnlyList<XElement> Entries, bool IsCut)
{
    private static readonly HashSet<XName> Outermost = [.. FeedNames.Of("rss", "rdf", "rdf:RDF", "feed", "atom:feed", "channel", "urlset", "sitemapindex")];

    public bool IsFeed => Entries.Count > 0 || (Root is not null && Outermost.Contains(Root.Name));

    /// <summary>What says something about the feed as a whole.</summary>
    public XElement? Channel => Root?.Element(FeedNames.Of("channel")) ?? Root;
}
