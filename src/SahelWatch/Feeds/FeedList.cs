using System.Text;
using System.Xml;
using System.Xml.Linq;
using SahelWatch.Articles;

namespace SahelWatch.Feeds;

/// <summary>Feed lists as OPML 2.0 (opml.org/spec2.opml), as other readers write and read it: what they add to an outline is kept and written back.</summary>
public static class FeedList
{
    /// <summary>The attribute of <see cref="Feed.Attributes"/> that holds the folders around an outline, outermost first, separated by <see cref="FolderSeparator"/>.</summary>
    public const string Folder = "/folder";

    /// <summary>A control character: no name in an XML file can contain it.</summary>
    public const char FolderSeparator = '\u001F';

    private const long MaxCharacters = 20_000_000;
    private const int MaxProblems = 10;
    private const int MaxDepth = 32;

    /// <summary>The outlets that come with SahelWatch.</summary>
    public static IReadOnlyList<Feed> Shipped => LazyShipped.Value;

    /// <summary>No byte order mark: some readers choke on it.</summary>
    private static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    private static readonly Lazy<IReadOnlyList<Feed>> LazyShipped = new(() =>
    {
        using var stream = typeof(FeedList).Assembly.GetManifestResourceStream("SahelWatch.Feeds.Data.sahel.opml")!;
        return Read(stream, "the shipped feed list");
    });

    /// <exception cref="FeedListException">There is no such file, or it cannot be used.</exception>
    public static IReadOnlyList<Feed> Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Read(stream, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FeedListException($"{path}: {e.Message} Name an OPML file that can be read, or leave the option out to use the shipped list.", e);
        }
    }

    /// <summary>Every outline with an xmlUrl, in the file's order; of those with one address the first.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="FeedListException">All that is wrong with the file, with line numbers.</exception>
    public static IReadOnlyList<Feed> Read(Stream stream, string name)
    {
        var body = Load(stream, name).Root is { Name.LocalName: "opml" } root ? root.Element(root.Name.Namespace + "body") : null;
        if (body is null)
            throw new FeedListException($"{name}: this is not OPML. A feed list looks like <opml version=\"2.0\"><body><outline text=\"…\" xmlUrl=\"https://…\"/></body></opml>.");

        var feeds = new List<Feed>();
        var problems = new List<string>();
        Walk(body, "", 0, name, feeds, problems);
        if (problems.Count > 0)
            throw new FeedListException(string.Join(Environment.NewLine, problems.Take(MaxProblems)));
        return [.. feeds.DistinctBy(f => f.Id)];
    }

    public static void Write(Stream stream, IEnumerable<Feed> feeds, string title)
    {
        var body = new XElement("body");
        foreach (var feed in feeds)
            Place(body, feed).Add(OpmlOutline.Of(feed));

        var opml = new XDocument(new XElement("opml", new XAttribute("version", "2.0"), new XElement("head", new XElement("title", title)), body));
        using var writer = XmlWriter.Create(stream, Settings);
        opml.Save(writer);
    }

    private static XDocument Load(Stream stream, string name)
    {
        // Not Prohibit: some readers write a DOCTYPE, which is nothing to fear unread.
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersInDocument = MaxCharacters };
        try
        {
            using var reader = XmlReader.Create(stream, settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (XmlException e)
        {
            throw new FeedListException($"{name}, line {e.LineNumber}: not well-formed XML ({e.Message}) Mend the line, often an & that should be &amp;.", e);
        }
    }

    private static void Walk(XElement parent, string folder, int depth, string name, List<Feed> feeds, List<string> problems)
    {
        foreach (var outline in parent.Elements(parent.Name.Namespace + "outline"))
        {
            if (outline.Attribute("xmlUrl") is not null)
            {
                if (OpmlOutline.Read(outline, folder, out var problem) is { } feed)
                    feeds.Add(feed);
                else
                    problems.Add($"{name}, line {((IXmlLineInfo)outline).LineNumber}: {problem}");
            }
            else if (depth < MaxDepth)
            {
                var label = OpmlOutline.Label(outline);
                Walk(outline, folder.Length == 0 ? label : folder + FolderSeparator + label, depth + 1, name, feeds, problems);
            }
        }
    }

    /// <summary>The outline of the feed's folder, made where it is missing.</summary>
    private static XElement Place(XElement body, Feed feed)
    {
        var place = body;
        foreach (var label in feed.Attributes.GetValueOrDefault(Folder, "").Split(FolderSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = place.Elements("outline").FirstOrDefault(o => o.Attribute("xmlUrl") is null && OpmlOutline.Label(o) == label);
            if (next is null)
                place.Add(next = new XElement("outline", new XAttribute("text", label)));
            place = next;
        }
        return place;
    }
}

/// <summary>A feed list that cannot be used: the message names the file, the line and what to do.</summary>
public sealed class FeedListException(string message, Exception? inner = null) : InputException(message, inner);
