using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SahelWatch.Feeds.Parsing;

namespace SahelWatch.Tests.Feeds.Parsing;

/// <summary>What the parser uses again from one entry to the next must carry nothing over.</summary>
public class ReuseTests
{
    private static readonly string[] Pieces =
    [
        "<title>A</title>", "<title type='html'>&lt;b>B&lt;/b></title>", "<title/>", "<link>https://outlet.example/1</link>", "<link rel='self' href='/2'/>", "<guid isPermaLink='false'>g1</guid>", "<guid>https://outlet.example/3</guid>",
        "<pubDate>Sun, 22 Nov 2026 09:00:00 GMT</pubDate>", "<dc:date>2026-11-21T08:00:00Z</dc:date>", "<pubDate>never</pubDate>", "<author><name>Awa</name><email>a@b.example</email></author>", "<author>Issa</author>", "<dc:creator> </dc:creator>",
        "<category>x</category>", "<category term='y'/>", "<category>x</category>", "<description>one</description>", "<description xml:lang='fr'><![CDATA[<p>two</p><p>three &eacute;</p>]]></description>", "<summary>é <b>x</b> y</summary>",
        "<content type='xhtml' xml:base='https://other.example/'><div>a<p>b</p></div></content>", "<media:group><media:title>m</media:title></media:group>", "text <!-- --> beside", " ", "<language>ar</language>", "<item><title>within</title></item>",
        $"<description>{new string('d', 20_000)}</description>", $"<title>{string.Concat(Enumerable.Repeat("<![CDATA[é]]>", 9_000))}</title>",
    ];

    private static readonly Gen<string> Entry =
        from pieces in Gen.Elements(Pieces).ListOf()
        from attributes in Gen.Elements("", "", " xml:lang='ha'", " xml:base='https://base.example/'", " about='https://outlet.example/about'")
        select $"<item{attributes}>{string.Concat(pieces.Take(12))}</item>";

    private static ParsedFeed Parse(IEnumerable<string> entries) => FeedParser.Parse(
        Encoding.UTF8.GetBytes($"<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:media='http://search.yahoo.com/mrss/'><channel><language>fr</language>{string.Concat(entries)}</channel></rss>"),
        null,
        new Uri("https://outlet.example/feed"));

    [Fact]
    public void Every_entry_of_a_feed_is_read_as_it_is_read_alone() =>
        Prop.ForAll(Entry.NonEmptyListOf().ToArbitrary(), entries =>
        {
            var together = Parse(entries).Entries;
            var alone = entries.Select(e => Parse([e]).Entries.Single());
            return JsonSerializer.Serialize(together) == JsonSerializer.Serialize(alone);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_an_entry_of_more_elements_than_anybody_writes_nothing_is_in_the_next()
    {
        var many = string.Concat(Enumerable.Range(0, FeedLimits.EntryNodes).Select(i => $"<category label='l{i % 9}'>c<name>n</name></category>"));
        var next = Parse([$"<item><title>A</title>{many}</item>", "<item><title>B</title><category>d</category></item>"]).Entries[1];
        (next.Title, next.Author).ShouldBe(("B", null));
        next.Categories.ShouldBe(["d"]);
    }

    [Fact]
    public void An_outermost_entry_is_still_whole_when_others_were_read_behind_it()
    {
        var feed = FeedParser.Parse(Encoding.UTF8.GetBytes("<entry xmlns='http://www.w3.org/2005/Atom'><title>First</title></entry>&<entry><title>Second, and longer</title></entry>"), null, null);
        feed.Entries.Select(e => e.Title).ShouldBe(["First", "Second, and longer"]);
        feed.Title.ShouldBe("First");
    }

    [Fact]
    public void Runs_of_text_stay_as_they_were_taken_until_they_are_forgotten() =>
        Prop.ForAll(Gen.Elements("", "a", "é مالي 😀", new string('x', 5_000), new string('ي', 17_000)).ArrayOf().ArrayOf().ToArbitrary(), runs =>
        {
            using var buffer = new TextBuffer();
            var taken = new List<ReadOnlyMemory<char>>();
            foreach (var run in runs)
            {
                for (var i = 0; i < run.Length; i++)
                {
                    if (i % 2 == 0)
                        buffer.Append(run[i]);
                    else
                        buffer.TryAppend(Encoding.UTF8.GetBytes(run[i])).ShouldBeTrue();
                }

                taken.Add(buffer.Take());
            }

            return taken.Select(t => t.ToString()).SequenceEqual(runs.Select(r => string.Concat(r)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_run_that_was_dropped_is_not_in_the_next()
    {
        using var buffer = new TextBuffer();
        buffer.Append("kept");
        var kept = buffer.Take();
        buffer.Append("dropped");
        buffer.Drop();
        buffer.Append("next");
        buffer.Take().ToString().ShouldBe("next");
        kept.ToString().ShouldBe("kept");
        buffer.TryAppend([0xC3]).ShouldBeFalse();
    }

    [Fact]
    public void A_text_that_is_remembered_is_given_for_itself_alone() =>
        Prop.ForAll(Gen.Elements("", "a", "b", "ab", "ba", "text", "html", "مالي", new string('x', 40), new string('x', 41)).ListOf().ToArbitrary(), texts =>
        {
            var repeated = new RepeatedText();
            return texts.All(t => repeated.Of(t) == t);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Parts_of_an_entry_are_found_by_name_in_their_order()
    {
        string[] names = ["title", "link", "guid", "dc:date", "date", "description", "atom:title", "l", "", "media:title", "content", "summary"];
        Prop.ForAll(Gen.Elements(names).ListOf().ToArbitrary(), children =>
        {
            var entry = new FeedNode { Name = "item" };
            foreach (var name in children)
                entry.Add(new FeedNode { Name = name });
            var parts = new EntryParts();
            parts.Fill(entry).ShouldBeFalse();
            foreach (var name in names.Where(n => n.Length > 0))
            {
                var found = new List<FeedNode>();
                foreach (var part in parts.Named(name))
                    found.Add(part);
                found.ShouldBe(entry.Children.Where(c => c.Name == name));
            }
        }).QuickCheckThrowOnFailure();
    }
}
