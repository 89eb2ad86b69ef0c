using System.Xml.Linq;

namespace SahelWatch.Feeds.Reading;

/// <summary>A feed as a well-formed document of limited size, with names from <see cref="FeedNames"/>: the input of FeedReader and the adapters.</summary>
/// <param name="Root">Null if the text contained no element.</param>
/// <param name="Space">The namespace that the feed gave the root, or the children of rdf:RDF; it tells the versions of RSS 1.0 and Atom apart.</param>
/// <param name="Entries">In the order of the text; in the document, each is where its dialect expects it.</param>
/// <param name="IsCut">The text ended in the middle of its last entry.</param>
internal sealed record FeedDocument(XElement? Root, string Space, IReadOnlyList<XElement> Entries, bool IsCut)
{
    private static readonly HashSet<XName> Outermost = [.. FeedNames.Of("rss", "rdf", "rdf:RDF", "feed", "atom:feed", "channel", "urlset", "sitemapindex")];

    public bool IsFeed => Entries.Count > 0 || (Root is not null && Outermost.Contains(Root.Name));

    /// <summary>The element that describes the feed as a whole.</summary>
    public XElement? Channel => Root?.Element(FeedNames.Of("channel")) ?? Root;
}
