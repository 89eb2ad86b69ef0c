using System.Globalization;
using System.Text;

namespace SahelWatch.Benchmarks;

/// <summary>A body that repeats a construct ("{0}" in it is replaced by a counter) between a fixed start and end.</summary>
internal sealed record RepeatedBody(string Name, string Before, string Repeated, string After)
{
    public byte[] Body(int length)
    {
        var numbered = Repeated.Contains("{0}", StringComparison.Ordinal);
        var body = new StringBuilder(Before);
        for (var i = 0; body.Length < length - After.Length; i++)
            body.Append(numbered ? Repeated.Replace("{0}", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) : Repeated);
        return Encoding.UTF8.GetBytes(body.Append(After).ToString());
    }
}

internal static class ParseAttacks
{
    private const string Head = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>A</title>";
    private const string Item = Head + "<item><link>https://a.example/1</link>";

    /// <summary>The contexts: name, start, end, and how the construct is escaped.</summary>
    private static readonly (string Name, string Before, string After, Func<string, string> Escape)[] Places =
    [
        ("document", "", "", Raw),
        ("channel", Head, "", Raw),
        ("description", Item + "<description>", "</description></item></channel></rss>", Raw),
        ("title, broken before", Item + "&<title>", "</title></item></channel></rss>", Raw),
        ("CDATA", Item + "<description><![CDATA[", "]]></description></item></channel></rss>", s => s.Replace("]]>", "]]", StringComparison.Ordinal)),
        ("CDATA, broken before", Item + "&<description><![CDATA[", "]]></description></item></channel></rss>", Raw),
        ("escaped", Item + "<description>", "</description></item></channel></rss>", Escaped),
        ("attribute", Item + "<enclosure url=\"", "\"/></item></channel></rss>", Raw),
        ("tag", Item + "<description ", ">", Raw),
        ("doctype", "<!DOCTYPE rss [", "]><rss><channel><item><title>&a;</title></item></channel></rss>", Raw),
        ("page", "<!doctype html><html><head><title>A</title>", "</head></html>", Raw),
        ("script", "<!doctype html><html><head><script>", "</script></head></html>", Raw),
        ("date", Item + "<pubDate>", "</pubDate></item></channel></rss>", Escaped),
        ("link", Item + "<guid>", "</guid></item></channel></rss>", Escaped),
        ("atom", "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>1</id><content type=\"html\">", "</content></entry></feed>", Escaped),
        ("xhtml", "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>1</id><content type=\"xhtml\"><div>", "</div></content></entry></feed>", Raw),
        ("json", "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\",\"content_html\":\"", "\"}]}",
            s => s.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal)),
        ("json items", "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[", "", Raw),
        ("json item", "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\",", "}]}", Raw),
        ("json root", "{", "}", Raw),
    ];

    private static readonly string[] Constructs =
    [
        "a", " ", "\n", "a ", "a  ", "\n \n", " \r\n", "\u00A0", "é", "ا", "9", "1:", "-", "/", "2026-", "%41", "www.", "a@b ", "amp/", "\uFEFF", "\u202E",
        "<", ">", "</", "</>", "/>", "<>", "< ", "<a", "<a ", "<a>", "</a>", "</a", "<a/>", "<a></b>", "<a><b></a>", "<A><a>", "<a b", "<a b=", "<a b=\"", "<a b='",
            "<a b=\"\"", "<a b=\"'\" ", "<a \"", "<a =\"", "<a='\">", "<a=\">",
        "<a b='\"' c=\"'\">", "=\"", "=\" ", "=\"'", "b=\"1\" ", "b{0}=\"1\" ", "b{0} ", "xmlns:p{0}=\"u{0}\" ", "<p{0}:a xmlns:p{0}=\"u{0}\"/>", "<p{0}:a>",
            "<p{0}/>", "<a{0}>", "xml:base=\"/a/{0}\" ", "<a xml:base=\"b/\">", "<a xml:base=\"/{0}\"/>",
        "<!", "<!-", "<!--", "<!-->", "-->", "<!-- -->", "<!---", "<!--a--", "<!a>", "<?", "<?a", "<?a?>", "?>",
        "<![CDATA[", "<![CDATA[]]>", "<![CDATA[a]]>", "]]>", "]]", "<![cdata[a", "<![CDATA[</", "<![CDATA[</title", "]]><![CDATA[", "<!DOCTYPE a>",
            "<!DOCTYPE a [", "<!DOCTYPE", "<!ENTITY a \"b\">", "<!ENTITY a{0} \"b\">", "<!ENTITY a ", "<!ENTITY", "]>",
        "&", "&&", "&a", "&a;", "&amp;", "&amp;amp;", "&lt;", "&lt;p&gt;", "&#", "&#1", "&#x", "&#60;", "&#99999999;",
            "&#00000000000000000000000000000000000000", "&notit;", "&eacute", "&CounterClockwiseContourIntegral;", ";",
        "<item>", "</item>", "<item></item>", "<item/>", "<item><item>", "<item><link>https://a.example/{0}</link></item>", "<item><title>a", "<entry>",
            "<url>", "<channel>", "</channel>", "<rss>", "</rss>", "<rss><channel>", "<feed>", "<urlset><url>", "<rdf:RDF><item>",
        "<title>", "</title>", "<title>a", "<link>", "<link>a</link>", "<link href=\"a\"/>", "<guid>a</guid>", "<guid>/a</guid>", "<pubDate>",
            "<pubDate>x</pubDate>", "<pubDate>x{0}</pubDate>", "<category>a</category>", "<category>a{0}</category>", "<category/>",
        "<author><name>a</name></author>", "<dc:creator>a@b</dc:creator>", "<media:group>", "<media:group><media:title/></media:group>", "<news:news>",
            "<description>", "<description>a", "<description></description>", "<description>a</description>",
        "<content>a</content>", "<content>a{0}</content>", "<title></title>", "<language> </language>", "<itunes:summary> </itunes:summary>",
            "<author> </author>", "<skipHours><hour>1</hour></skipHours>", "<ttl>",
        "<p>", "<br>", "<br/>", "<td>", "<li>", "<div>", "</div>", "<div></div>", "<script>", "</script>", "<script></script>", "<script></", "</script ",
            "<style>", "<img ", "<img src=\"", "<a href=\"", "<a href=\"<", "<a title=\"a>b\">", "</scripty", "<script/>",
        "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/{0}\">", "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/\">",
            "<base href=\"/a/\">", "<title", "<html>", "<html", "<body>",
        "{", "[", "{\"a\":", "{\"id\":\"1\"},", "{},", "[],", "1,", "\"a{0}\":1,", "\"a\":[", "\"a\":1,", "\"items\":[],", "\"items\":[{}],", "\"\\u0041\":1,",
            "{\"tags\":[\"a\"]},", "\"", "\\", "//\n", "/*", "/**/", "1e9", "0", "-1,", "\\ud800",
        "\uD83D\uDE00", "\u0660", "(", "(a)", "Jan ", "janvier", "+01", "T", "تشرين ", "www.a.", "?a=1&", "a:", "//", "http://", "http:// ", "\u2003", "\t",
    ];

    public static IEnumerable<RepeatedBody> All =>
        from place in Places
        from construct in Constructs
        select new RepeatedBody($"{construct.ReplaceLineEndings("\\n")} in {place.Name}", place.Before, place.Escape(construct), place.After);

    private static string Raw(string text) => text;

    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
}
