using System.Text;
using System.Xml;
using System.Xml.Linq;
using SahelWatch.Domain;
using SahelWatch.Feeds.Charsets;

namespace SahelWatch.Feeds.Opml;

/// <summary>An OPML file as it stands: what <see cref="FeedList"/> does not understand of it stays in it.</summary>
internal sealed class OpmlDocument
{
    private const int MaxBytes = 20_000_000;

    /// <summary>No byte order mark: some readers choke on it.</summary>
    private static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    private readonly XDocument _document;

    private OpmlDocument(XDocument document, XElement body) => (_document, Body) = (document, body);

    public XElement Body { get; }

    public static OpmlDocument Empty(string title)
    {
        var body = new XElement("body");
        return new(new XDocument(new XElement("opml", new XAttribute("version", "2.0"), new XElement("head", new XElement("title", title)), body)), body);
    }

    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="FeedListException">Not well-formed, or not OPML.</exception>
    public static OpmlDocument Load(Stream stream, string name)
    {
        var document = Parse(Text(stream, name), name);
        var body = document.Root is { Name.LocalName: "opml" } root ? root.Element(root.Name.Namespace + "body") : null;
        return body is not null
            ? new(document, body)
            : throw new FeedListException($"{name}: this is not OPML. A feed list looks like <opml version=\"2.0\"><body><outline text=\"…\" xmlUrl=\"https://…\"/></body></opml>.");
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

    public void Save(Stream stream)
    {
        using var writer = XmlWriter.Create(stream, Settings);
        _document.Save(writer);
    }

    private static XDocument Parse(string text, string name)
    {
        // Not Prohibit: some readers write a DOCTYPE, which is nothing to fear unread.
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (XmlException e)
        {
            throw new FeedListException($"{name}, line {e.LineNumber}: not well-formed XML ({e.Message}) Mend the line, often an & that should be &amp;.", e);
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
