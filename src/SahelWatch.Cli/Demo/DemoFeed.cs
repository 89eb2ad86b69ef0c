using System.Globalization;
using System.Text;
using System.Xml;

namespace SahelWatch.Cli.Demo;

/// <summary>
/// The feed of a fictional outlet in one of the formats that news sites use: RSS 2.0, RSS 1.0 or Atom 1.0, in UTF-8, ISO-8859-1 or windows-1256.
/// </summary>
internal sealed record DemoFeed(string Outlet, string Language, string Format, string Charset, IReadOnlyList<DemoArticle> Articles)
{
    private const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private const string Rss1 = "http://purl.org/rss/1.0/";
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string Content = "http://purl.org/rss/1.0/modules/content/";
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";

    private static readonly string[] Formats = ["rss2.0", "rss1.0", "atom1.0"];

    static DemoFeed() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public string Host => Articles[0].Url.Host;

    public string ContentType =>
        (Format switch { "atom1.0" => "application/atom+xml", "rss1.0" => "application/rdf+xml", _ => "application/rss+xml" }) + "; charset=" + Charset;

    /// <summary>One feed per outlet, with alternating formats and charsets so that the demo covers them all.</summary>
    public static IReadOnlyList<DemoFeed> Of(IEnumerable<DemoArticle> articles) =>
        [.. articles.GroupBy(a => (a.Source, a.Lang)).OrderBy(g => g.Key.Source, StringComparer.Ordinal).Select((g, i) => new DemoFeed(
            g.Key.Source, g.Key.Lang, Formats[i % Formats.Length], CharsetOf(g.Key.Lang, i), [.. g.OrderByDescending(a => a.Published)]))];

    public byte[] Write()
    {
        using var stream = new MemoryStream();
        // XmlWriter writes characters that the charset lacks (the typographic apostrophe in ISO-8859-1) as references.
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = Encoding.GetEncoding(Charset), Indent = true }))
        {
            xml.WriteStartDocument();
            if (Format == "atom1.0")
                WriteAtom(xml);
            else if (Format == "rss1.0")
                WriteRss1(xml);
            else
                WriteRss2(xml);
        }

        return stream.ToArray();
    }

    private static string CharsetOf(string language, int index) => (language, index % 2) switch
    {
        ("fr", 0) => "iso-8859-1",
        ("ar", 0) => "windows-1256",
        _ => "utf-8",
    };

    private void WriteRss2(XmlWriter xml)
    {
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteAttributeString("xmlns", "content", null, Content);
        xml.WriteStartElement("channel");
        xml.WriteElementString("title", Outlet);
        xml.WriteElementString("link", "https://" + Host + "/");
        xml.WriteElementString("description", Outlet);
        xml.WriteElementString("language", Language);
        foreach (var article in Articles)
        {
            xml.WriteStartElement("item");
            xml.WriteElementString("title", article.Title);
            xml.WriteElementString("link", article.Url.AbsoluteUri);
            xml.WriteElementString("guid", article.Url.AbsoluteUri);
            xml.WriteElementString("pubDate", article.Published.ToString("r", CultureInfo.InvariantCulture));
            xml.WriteElementString("description", Lead(article));
            xml.WriteElementString("encoded", Content, Html(article));
            xml.WriteEndElement();
        }
    }

    private void WriteRss1(XmlWriter xml)
    {
        xml.WriteStartElement("rdf", "RDF", Rdf);
        xml.WriteAttributeString("xmlns", Rss1);
        xml.WriteAttributeString("xmlns", "dc", null, DublinCore);
        xml.WriteAttributeString("xmlns", "content", null, Content);
        xml.WriteStartElement("channel", Rss1);
        xml.WriteAttributeString("about", Rdf, "https://" + Host + "/");
        xml.WriteElementString("title", Rss1, Outlet);
        xml.WriteElementString("link", Rss1, "https://" + Host + "/");
        xml.WriteElementString("language", DublinCore, Language);
        xml.WriteEndElement();
        foreach (var article in Articles)
        {
            xml.WriteStartElement("item", Rss1);
            xml.WriteAttributeString("about", Rdf, article.Url.AbsoluteUri);
            xml.WriteElementString("title", Rss1, article.Title);
            xml.WriteElementString("link", Rss1, article.Url.AbsoluteUri);
            xml.WriteElementString("date", DublinCore, article.Published.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
            xml.WriteElementString("description", Rss1, Lead(article));
            xml.WriteElementString("encoded", Content, Html(article));
            xml.WriteEndElement();
        }
    }

    private void WriteAtom(XmlWriter xml)
    {
        xml.WriteStartElement("feed", Atom);
        xml.WriteAttributeString("xml", "lang", null, Language);
        xml.WriteElementString("id", Atom, "https://" + Host + "/");
        xml.WriteElementString("title", Atom, Outlet);
        xml.WriteElementString("updated", Atom, Articles[0].Published.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
        foreach (var article in Articles)
        {
            xml.WriteStartElement("entry", Atom);
            xml.WriteElementString("id", Atom, article.Url.AbsoluteUri);
            xml.WriteElementString("title", Atom, article.Title);
            xml.WriteStartElement("link", Atom);
            xml.WriteAttributeString("href", article.Url.AbsoluteUri);
            xml.WriteEndElement();
            xml.WriteElementString("published", Atom, article.Published.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
            xml.WriteElementString("updated", Atom, article.Published.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
            xml.WriteElementString("summary", Atom, Lead(article));
            xml.WriteStartElement("content", Atom);
            xml.WriteAttributeString("type", "html");
            xml.WriteString(Html(article));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
    }

    private static string Lead(DemoArticle article) => article.Text.Split("\n\n")[0];

    private static string Html(DemoArticle article) =>
        string.Concat(article.Text.Split("\n\n").Select(p => "<p>" + System.Net.WebUtility.HtmlEncode(p) + "</p>"));
}
