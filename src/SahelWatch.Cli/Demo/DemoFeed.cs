using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace SahelWatch.Cli.Demo;

/// <summary>
/// The feed of a fictional outlet as news sites write it: in RSS or Atom, in UTF-8, ISO-8859-1 or windows-1256.
/// </summary>
internal sealed record DemoFeed(string Outlet, string Language, bool IsAtom, string Charset, IReadOnlyList<DemoArticle> Articles)
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";

    static DemoFeed() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public string Host => Articles[0].Url.Host;

    public string ContentType => $"application/{(IsAtom ? "atom" : "rss")}+xml; charset={Charset}";

    /// <summary>One feed per outlet, with alternating formats and charsets so that the demo covers them all.</summary>
    public static IReadOnlyList<DemoFeed> Of(IEnumerable<DemoArticle> articles) =>
        [.. articles.GroupBy(a => (a.Source, a.Lang)).OrderBy(g => g.Key.Source, StringComparer.Ordinal).Select((g, i) => new DemoFeed(
            g.Key.Source, g.Key.Lang, i % 3 == 2, CharsetOf(g.Key.Lang, i), [.. g.OrderByDescending(a => a.Published)]))];

    public byte[] Write()
    {
        using var stream = new MemoryStream();
        // XmlWriter writes characters that the charset lacks (the typographic apostrophe in ISO-8859-1) as references.
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = Encoding.GetEncoding(Charset), Indent = true }))
            (IsAtom ? AtomFeed() : RssFeed()).Save(xml);
        return stream.ToArray();
    }

    private static string CharsetOf(string language, int index) => (language, index % 2) switch
    {
        ("fr", 0) => "iso-8859-1",
        ("ar", 0) => "windows-1256",
        _ => "utf-8",
    };

    private XElement RssFeed() => new("rss", new XAttribute("version", "2.0"), new XAttribute(XNamespace.Xmlns + "content", Content),
        new XElement("channel",
            new XElement("title", Outlet),
            new XElement("link", $"https://{Host}/"),
            new XElement("description", Outlet),
            new XElement("language", Language),
            Articles.Select(a => new XElement("item",
                new XElement("title", a.Title),
                new XElement("link", a.Url.AbsoluteUri),
                new XElement("guid", a.Url.AbsoluteUri),
                new XElement("pubDate", a.Published.ToString("r", CultureInfo.InvariantCulture)),
                new XElement("description", Lead(a)),
                new XElement(Content + "encoded", Html(a))))));

    private XElement AtomFeed() => new(Atom + "feed", new XAttribute(XNamespace.Xml + "lang", Language),
        new XElement(Atom + "id", $"https://{Host}/"),
        new XElement(Atom + "title", Outlet),
        new XElement(Atom + "updated", Iso(Articles[0].Published)),
        Articles.Select(a => new XElement(Atom + "entry",
            new XElement(Atom + "id", a.Url.AbsoluteUri),
            new XElement(Atom + "title", a.Title),
            new XElement(Atom + "link", new XAttribute("href", a.Url.AbsoluteUri)),
            new XElement(Atom + "published", Iso(a.Published)),
            new XElement(Atom + "updated", Iso(a.Published)),
            new XElement(Atom + "summary", Lead(a)),
            new XElement(Atom + "content", new XAttribute("type", "html"), Html(a)))));

    private static string Iso(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    private static string Lead(DemoArticle article) => article.Text.Split("\n\n")[0];

    private static string Html(DemoArticle article) =>
        string.Concat(article.Text.Split("\n\n").Select(p => "<p>" + System.Net.WebUtility.HtmlEncode(p) + "</p>"));
}
