using System.Text;
using System.Xml;
using System.Xml.Linq;
using SahelWatch.Feeds.Charsets;

namespace SahelWatch.Feeds.Opml;

/// <summary>An OPML file, including whatever <see cref="FeedList"/> does not understand.</summary>
internal sealed class OpmlDocument
{
    /// <summary>Levels of folders. Walking the document recurses, so hundreds of thousands of levels would overflow the stack.</summary>
    public const int MaxDepth = 100;

    private const int MaxBytes = 20_000_000;

    /// <summary>No byte order mark: some readers choke on it.</summary>
    private static readonly XmlWriterSettings Settings = new()
    { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    private readonly XDocument _document;

    private OpmlDocument(XDocument document, XElement body) => (_document, Body) = (document, body);

    public XElement Body { get; }

    public static OpmlDocument Empty(string title)
    {
        var body = new XElement("body");
        return new(new XDocument(new XElement("opml", new XAttribute("version", "2.0"), new XElement("head", new XElement("title", title)), body)), body);
    }

    /// <summary>Loads a file, repairing it if it is not well-formed.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="InputException">The file is not OPML and cannot be repaired.</exception>
    public static OpmlDocument Load(ReadOnlyMemory<byte> list, string name)
    {
        if (list.Length > MaxBytes)
            throw new InputException($"{name}: the file is larger than {MaxBytes / 1_000_000} MB, the limit for a feed list.");
        // Decoded like a feed, since the files of old feed readers may be in any encoding, declared or not.
        var text = BodyText.Of(list, null, new ProblemList()).Whole;
        return Parse(text, name) is { Root: { Name.LocalName: "opml" } root } document && root.Element(root.Name.Namespace + "body") is { } body
            ? new(document, body)
            : Repaired(text, name);
    }

    /// <summary>Adds each feed to its folder, which is created if missing.</summary>
    public OpmlDocument With(IEnumerable<Feed> feeds)
    {
        foreach (var feed in feeds)
            Add(feed);
        return this;
    }

    /// <summary>Removes every outline with one of the addresses but keeps its folder.</summary>
    public OpmlDocument Without(IReadOnlySet<FeedId> feeds)
    {
        Body.Descendants(Body.Name.Namespace + "outline")
            .Where(o => OpmlOutline.IsFeed(o) && OpmlOutline.Read(o, "", out _) is { } feed && feeds.Contains(feed.Id)).Remove();
        return this;
    }

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, Settings))
            _document.Save(writer);
        return stream.ToArray();
    }

    private void Add(Feed feed)
    {
        var place = Body;
        foreach (var label in feed.Attributes.GetValueOrDefault(FeedList.Folder, "").Split(FeedList.FolderSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = place.Elements(Body.Name.Namespace + "outline").FirstOrDefault(o => !OpmlOutline.IsFeed(o) && OpmlOutline.Label(o) == label);
            if (next is null)
                place.Add(next = new XElement(Body.Name.Namespace + "outline", new XAttribute("text", OpmlOutline.Clean(label))));
            place = next;
        }
        place.Add(OpmlOutline.Of(feed, Body.Name.Namespace));
    }

    private static OpmlDocument Repaired(string text, string name)
    {
        var document = OpmlRepair.Of(text);
        var body = document.Root!.Element("body")!;
        // Half a list would look like a list from which the other feeds had been removed.
        if (body.HasElements && !text.Contains("</opml", StringComparison.OrdinalIgnoreCase))
            throw new InputException($"{name}: the file is cut off, it has no </opml>. Get the complete file.");
        return body.HasElements
            ? new(document, body)
            : throw new InputException(
                $"{name}: this is not OPML. A feed list looks like <opml version=\"2.0\"><body><outline text=\"…\" xmlUrl=\"https://…\"/></body></opml>.");
    }

    /// <returns>Null if the text is not well-formed.</returns>
    private static XDocument? Parse(string text, string name)
    {
        // Not Prohibit: some feed readers write a DOCTYPE, which is harmless when ignored.
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
        try
        {
            using (var depth = XmlReader.Create(new StringReader(text), settings))
            {
                while (depth.Read())
                {
                    if (depth.Depth > MaxDepth)
                        throw new InputException($"{name}: elements are nested more than {MaxDepth} levels deep.");
                }
            }

            // Only now, because adding an element walks up to the root: loading takes time quadratic in the depth.
            using var reader = XmlReader.Create(new StringReader(text), settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
