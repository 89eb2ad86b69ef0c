using System.Text;
using System.Xml;
using System.Xml.Linq;
using SahelWatch.Domain;
using SahelWatch.Feeds.Charsets;

namespace SahelWatch.Feeds.Opml;

/// <summary>An OPML file as it stands: what <see cref="FeedList"/> does not understand of it stays in it.</summary>
internal sealed class OpmlDocument
{
    /// <summary>Levels of folders. What walks a document recurses, and would not come back from hundreds of thousands.</summary>
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

    /// <summary>A file that is not well-formed is mended, as a feed would be.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="FeedListException">Not OPML, nor near enough to be made so.</exception>
    public static OpmlDocument Load(Stream stream, string name)
    {
        var text = Text(stream, name);
        return Parse(text, name) is { Root: { Name.LocalName: "opml" } root } document && root.Element(root.Name.Namespace + "body") is { } body
            ? new(document, body)
            : Mended(text, name);
    }

    /// <summary>Puts the feed into its folder, which is made where it is missing.</summary>
    public void Add(Feed feed)
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

    /// <summary>Takes out every outline with one of the addresses; its folder stays.</summary>
    /// <returns>How many there were.</returns>
    public int Remove(IReadOnlySet<FeedId> feeds)
    {
        var outlines = Body.Descendants(Body.Name.Namespace + "outline")
            .Where(o => OpmlOutline.IsFeed(o) && OpmlOutline.Read(o, "", out _) is { } feed && feeds.Contains(feed.Id)).ToList();
        outlines.Remove();
        return outlines.Count;
    }

    public void Save(Stream stream)
    {
        using var writer = XmlWriter.Create(stream, Settings);
        _document.Save(writer);
    }

    private static OpmlDocument Mended(string text, string name)
    {
        var document = OpmlMender.Mend(text);
        var body = document.Root!.Element("body")!;
        // Half a list would pass for a list from which the other feeds were taken out.
        if (body.HasElements && !text.Contains("</opml", StringComparison.OrdinalIgnoreCase))
            throw new FeedListException($"{name}: the file is cut off, it has no </opml>. Get it whole.");
        return body.HasElements
            ? new(document, body)
            : throw new FeedListException(
                $"{name}: this is not OPML. A feed list looks like <opml version=\"2.0\"><body><outline text=\"…\" xmlUrl=\"https://…\"/></body></opml>.");
    }

    /// <returns>Null where the text is not well-formed.</returns>
    private static XDocument? Parse(string text, string name)
    {
        // Not Prohibit: some readers write a DOCTYPE, which is nothing to fear unread.
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
        try
        {
            using (var depth = XmlReader.Create(new StringReader(text), settings))
            {
                while (depth.Read())
                {
                    if (depth.Depth > MaxDepth)
                        throw new FeedListException($"{name}: elements are nested more than {MaxDepth} levels deep, which no feed list is.");
                }
            }

            using var reader = XmlReader.Create(new StringReader(text), settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>Read as a feed would be: the files of old readers are in whatever encoding, and say so or not.</summary>
    private static string Text(Stream stream, string name)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        if (memory.Length > MaxBytes)
            throw new FeedListException($"{name}: more than {MaxBytes / 1_000_000} MB is no feed list.");
        var bytes = memory.GetBuffer().AsSpan(0, (int)memory.Length);
        return FeedEncoding.Decode(bytes, null, new ProblemList());
    }
}
