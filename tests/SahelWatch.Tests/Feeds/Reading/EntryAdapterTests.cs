using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using SahelWatch.Feeds;
using SahelWatch.Feeds.Reading.Entries;

namespace SahelWatch.Tests.Feeds.Reading;

public class EntryAdapterTests
{
    private static readonly string[] Pieces =
    [
        "<title>A</title>", "<title type='html'>&lt;b>B&lt;/b></title>", "<title/>", "<link>https://outlet.example/1</link>", "<link rel='self' href='/2'/>",
            "<guid isPermaLink='false'>g1</guid>", "<guid>https://outlet.example/3</guid>",
        "<pubDate>Sun, 22 Nov 2026 09:00:00 GMT</pubDate>", "<dc:date>2026-11-21T08:00:00Z</dc:date>", "<pubDate>never</pubDate>",
            "<author><name>Awa</name><email>a@b.example</email></author>", "<author>Issa</author>", "<dc:creator> </dc:creator>",
        "<category>x</category>", "<category term='y'/>", "<category>x</category>", "<description>one</description>",
            "<description xml:lang='fr'><![CDATA[<p>two</p><p>three &eacute;</p>]]></description>", "<summary>é <b>x</b> y</summary>",
        "<content type='xhtml' xml:base='https://other.example/'><div>a<p>b</p></div></content>", "<media:group><media:title>m</media:title></media:group>",
            "text <!-- --> beside", " ", "<language>ar</language>", "<item><title>within</title></item>",
        $"<description>{new string('d', 20_000)}</description>", $"<title>{string.Concat(Enumerable.Repeat("<![CDATA[é]]>", 9_000))}</title>",
    ];

    private static readonly Gen<string> Entry =
        from pieces in Gen.Elements(Pieces).ListOf()
        from attributes in Gen.Elements("", "", " xml:lang='ha'", " xml:base='https://base.example/'", " about='https://outlet.example/about'")
        select $"<item{attributes}>{string.Concat(pieces.Take(12))}</item>";

    private static ParsedFeed Parse(IEnumerable<string> entries) => FeedParser.Parse(
        Encoding.UTF8.GetBytes(
            $"<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:media='http://search.yahoo.com/mrss/'><channel><language>fr</language>{string.Concat(entries)}</channel></rss>"),
        null,
        new Uri("https://outlet.example/feed"));

    [Fact]
    public void An_entry_is_read_the_same_whether_alone_or_among_others() =>
        Prop.ForAll(Entry.NonEmptyListOf().ToArbitrary(), entries =>
        {
            var together = Parse(entries).Entries;
            var alone = entries.Select(e => Parse([e]).Entries.Single());
            return JsonSerializer.Serialize(together) == JsonSerializer.Serialize(alone);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_entry_as_the_root_element_is_read_like_those_after_it()
    {
        var feed = FeedParser.Parse(Encoding.UTF8.GetBytes(
            "<entry xmlns='http://www.w3.org/2005/Atom'><title>First</title></entry>&<entry><title>Second, and longer</title></entry>"), null, null);
        feed.Entries.Select(e => e.Title).ShouldBe(["First", "Second, and longer"]);
        feed.Title.ShouldBe("");
    }

    [Fact]
    public void Elements_of_an_entry_are_returned_in_the_order_of_the_names_asked_for()
    {
        var entry = new XElement("item", new XElement("link", 1), new XElement("title", 2), new XElement("media", 3), new XElement("link", 4));
        new EntryParts(entry).Named(["title", "guid", "link"]).Select(part => part.Value).ShouldBe(["2", "1", "4"]);
    }
}
