using System.Xml.Linq;

namespace SahelWatch.Feeds.Reading;

/// <summary>What stands in an entry, and in its news:news and media:group.</summary>
internal sealed class EntryParts
{
    private static readonly XName News = FeedNames.Of("news:news");
    private static readonly XName MediaGroup = FeedNames.Of("media:group");

    private readonly List<XElement> _parts = [];

    public EntryParts(XElement entry)
    {
        foreach (var part in entry.Elements())
        {
            if (part.Name == News || part.Name == MediaGroup)
                _parts.AddRange(part.Elements());
            else
                _parts.Add(part);
        }
    }

    public IReadOnlyList<XElement> All => _parts;

    /// <summary>By the order of the names, those of one name in the order of the document.</summary>
    public IEnumerable<XElement> Named(XName[] names)
    {
        foreach (var name in names)
        {
            foreach (var part in _parts)
            {
                if (part.Name == name)
                    yield return part;
            }
        }
    }
}
