using System.Xml.Linq;

namespace SahelWatch.Feeds.Reading.Entries;

/// <summary>The child elements of an entry, with those of its news:news and media:group in place of these.</summary>
internal sealed class EntryParts(XElement entry)
{
    private static readonly XName News = FeedNames.Of("news:news");
    private static readonly XName MediaGroup = FeedNames.Of("media:group");

    public IReadOnlyList<XElement> All { get; } =
        [.. entry.Elements().SelectMany(part => part.Name == News || part.Name == MediaGroup ? part.Elements() : [part])];

    /// <summary>In the order of the names, then in document order.</summary>
    public IEnumerable<XElement> Named(XName[] names) => names.SelectMany(name => All.Where(part => part.Name == name));
}
