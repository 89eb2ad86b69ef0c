using System.Text;
using System.Xml.Linq;
using SahelWatch.Feeds;
using SahelWatch.Feeds.Addresses;
using SahelWatch.Feeds.Reading;

namespace SahelWatch.Tests.Feeds;

/// <summary>Limits the work that a body can cause. Times are measured by the benchmarks (attack-parse, fuzz-parse); here the work is counted.</summary>
public class HostileFeedTests
{
    private static FeedDocument Document(string text) => XmlLoader.Load(new StringReader(text), new ProblemList(), out _).ShouldNotBeNull();

    private static ParsedFeed Parse(string body) => FeedParser.Parse(Encoding.UTF8.GetBytes(body), null, new Uri("https://outlet.example/feed"));

    private static string Many(int count, Func<int, string> part) => string.Concat(Enumerable.Range(0, count).Select(part));

    [Fact]
    public void Elements_outside_the_entries_are_kept_up_to_a_limit_and_the_entries_after_them_are_read()
    {
        var document = Document($"<rss><channel>{Many(FeedLimits.ChannelNodes + 10, i => $"<x{i}/>")}<item><title>A</title></item></channel></rss>");
        document.Root!.Descendants().Count().ShouldBeLessThan(FeedLimits.ChannelNodes + 10);
        document.Entries.Single().Value.ShouldBe("A");
    }

    [Fact]
    public void Elements_of_a_document_are_read_up_to_a_limit()
    {
        var feed = Parse(
            $"<rss><channel><item><title>A</title><link>https://outlet.example/a</link></item>{Many(FeedLimits.Elements, _ => "<a/>")}<item><title>B</title></item></channel></rss>");
        feed.Entries.Single().Title.ShouldBe("A");
        feed.Problems.ShouldContain(p => p.Contains($"more than {FeedLimits.Elements} elements", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<rss/>", "rss2.0")]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom'/>", "atom1.0")]
    [InlineData("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", "rss1.0")]
    [InlineData("<urlset/>", "sitemap")]
    [InlineData("<channel/>", "rss2.0")]
    public void A_root_element_alone_is_an_empty_feed(string body, string format)
    {
        var feed = Parse(body);
        (feed.Format, feed.Entries.Count).ShouldBe((format, 0));
    }

    [Fact]
    public void An_entity_bomb_is_not_expanded()
    {
        var bomb =
            $"<!DOCTYPE rss [<!ENTITY e0 \"ha\">{Many(30, i => $"<!ENTITY e{i + 1} \"&e{i};&e{i};\">")}]><rss><channel><item><title>A</title><description>&e30;</description></item></channel></rss>";
        Parse(bomb).Entries.Single().Summary.Length.ShouldBeLessThan(100);
    }

    [Fact]
    public void An_entry_with_too_many_elements_is_reported_and_does_not_affect_the_next_one()
    {
        var feed = Parse(
            $"<rss><channel><item><title>A</title>{Many(FeedLimits.EntryNodes, _ => "<b/>")}</item><item><title>B</title><link>https://outlet.example/b</link></item></channel></rss>");
        feed.Entries.Select(e => e.Title).ShouldBe(["A", "B"]);
        feed.Problems.ShouldHaveSingleItem().ShouldContain("more elements");
    }

    [Fact]
    public void Overlong_names_are_truncated_in_problems()
    {
        var feed = Parse($"<rss><channel><item><title>A</title></{new string('b', 100_000)}></item></channel></rss>");
        feed.Entries.Single().Title.ShouldBe("A");
        feed.Problems.ShouldAllBe(p => p.Length < 200);
    }

    [Fact]
    public void All_unknown_element_names_become_one()
    {
        var document = Document($"<rss xmlns:x=\"http://made.example/\"><channel>{Many(1_000, i => $"<x:a{i} b{i}='1'/><c{i}/>")}</channel></rss>");
        document.Root!.Descendants().Select(e => e.Name.LocalName).Distinct().ShouldBe(["channel", "unknown"]);
        document.Root.Descendants().SelectMany(e => e.Attributes()).ShouldBeEmpty();
    }

    [Fact]
    public void Names_that_no_longer_fit_into_the_cache_are_still_understood()
    {
        var feed = Parse(
            $"<rss><channel><item>{Many(10 * FeedLimits.Names, i => $"<a{i}/>")}<title>A</title><dc:date xmlns:dc=\"http://purl.org/dc/elements/1.1/\">2026-11-22</dc:date></item></channel></rss>");
        feed.Entries.Single().Title.ShouldBe("A");
        feed.Entries.Single().Published.ShouldBe(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void A_text_interrupted_by_skipped_elements_becomes_one_string()
    {
        // Concatenating a string for each part would take quadratic time.
        var feed = Parse(
            $"<rss><channel><item><title>A</title><description>{Many(FeedLimits.Depth, _ => "<b>")}{Many(20_000, i => $"<i/>{i} ")}{Many(FeedLimits.Depth, _ => "</b>")}</description></item></channel></rss>");
        feed.Entries.Single().Summary.ShouldStartWith("0 1 2 3");
        feed.Entries.Single().Summary.ShouldEndWith("19999");
    }

    [Theory]
    [InlineData("b{0}=\">\" ")]
    [InlineData("\n")]
    [InlineData(" ")]
    public void An_overlong_tag_is_not_left_to_the_XML_reader_which_takes_quadratic_time(string repeated)
    {
        var body =
            $"<rss><channel><item><title>A</title><enclosure {Many(1_000_000 / repeated.Length, i => repeated.Replace("{0}", $"{i}", StringComparison.Ordinal))}/></item></channel></rss>";
        XmlLoader.Load(new StringReader(body), new ProblemList(), out var fault).ShouldBeNull();
        fault.ShouldNotBeNull().ShouldContain("is too long");
        Parse(body).Entries.Single().Title.ShouldBe("A");
    }

    [Fact]
    public void Text_between_elements_is_escaped_only_up_to_the_limit()
    {
        var element = new XElement(
            "description", Enumerable.Range(0, 3).SelectMany(_ => new object[] { new XText(new string('&', 2 * FeedLimits.Markup)), new XElement("b") }));
        element.Markup(escapedTwice: false).Length.ShouldBeLessThan("&amp;".Length * FeedLimits.Markup + 10);
    }

    [Theory]
    [InlineData("a << b", "a << b")]
    [InlineData("a <<<b>c</b>", "a <<c")]
    [InlineData("a &&& b", "a &&& b")]
    [InlineData("a &&&eacute; &", "a &&é &")]
    [InlineData("a &&", "a &&")]
    public void Of_several_special_characters_in_a_row_only_the_last_can_start_a_tag_or_an_entity(string title, string read) =>
        Parse($"<rss><channel><item><title>{title}</title></item></channel></rss>").Entries.Single().Title.ShouldBe(read);

    [Fact]
    public void Empty_closing_tags_in_any_number_do_not_overflow_the_stack() =>
        Parse($"<rss><channel>{Many(300_000, _ => "</>")}<item><title>A</title></item></channel></rss>").Entries.Single().Title.ShouldBe("A");

    [Theory]
    [InlineData("<title>A<link>https://outlet.example/a</link>")]
    [InlineData("<title>A</title><link href=\"https://outlet.example/a></link><guid isPermaLink=\"false\">1</guid>")]
    [InlineData("<title>A</title <link>https://outlet.example/a</link>")]
    [InlineData("<title>A</title><!-- no end ><link>https://outlet.example/a</link>")]
    [InlineData("<title><![CDATA[A</title><link><![CDATA[https://outlet.example/a]]></link>")]
    [InlineData("<title><![CDATA[A</title><link>https://outlet.example/a</link>")]
    public void A_missing_end_does_not_hide_what_follows(string fields)
    {
        var feed = Parse($"<rss><channel><item>{fields}</item><item><title>B</title></item></channel></rss>");
        feed.Entries.Select(e => (e.Title, e.Url?.AbsoluteUri)).ShouldBe([("A", "https://outlet.example/a"), ("B", null)]);
    }

    [Fact]
    public void Nested_bases_cannot_make_an_address_longer_than_the_limit()
    {
        var levels = FeedLimits.Depth - 10;
        var step = new string('a', 3_000);
        var document = Document(
            $"<feed xmlns=\"http://www.w3.org/2005/Atom\">{Many(levels, _ => $"<link xml:base=\"{step}/\">")}{Many(levels, _ => "</link>")}</feed>");
        var innermost = document.Root!.Descendants().Last();
        innermost.Ancestors().Count().ShouldBe(levels);
        innermost.Base(new Uri("https://outlet.example/"))!.AbsoluteUri.Length.ShouldBeInRange(3_000, 4_000);
    }

    [Fact]
    public void A_limited_number_of_unreadable_dates_is_tried()
    {
        var unreadable = Many(FeedLimits.Tries, i => $"<pubDate>no date {i}</pubDate>");
        Parse($"<rss><channel><item><title>A</title>{unreadable[..unreadable.LastIndexOf("<pub", StringComparison.Ordinal)]}<pubDate>2026-11-22</pubDate></item></channel></rss>").Entries.Single().Published.ShouldNotBeNull();
        Parse($"<rss><channel><item><title>A</title>{unreadable}<pubDate>2026-11-22</pubDate></item></channel></rss>").Entries.Single().Published.ShouldBeNull();
    }

    [Fact]
    public void Items_of_a_JSON_feed_beyond_the_limit_are_skipped_and_what_follows_them_is_read()
    {
        var feed = Parse(
            $"{{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{Many(FeedLimits.Entries + 5, i => $"{{\"id\":\"{i}\",\"title\":\"item\"}},")}],\"unknown\":{{\"title\":\"no\"}},\"title\":\"Outlet\"}}");
        feed.Entries.Count.ShouldBe(FeedLimits.Entries);
        feed.Title.ShouldBe("Outlet");
        feed.Problems.ShouldHaveSingleItem().ShouldContain("entries");
    }

    [Fact]
    public void An_unreadable_property_name_in_a_JSON_feed_costs_nothing_but_its_property()
    {
        var feed = Parse("""
            {"version":"https://jsonfeed.org/version/1.1","\uD800":1,"title":"Outlet","home_page_url":"https://outlet.example/",
             "items":[{"\uD800":1,"id":"1","title":"One"},{"id":"2","title":"Two","url":"https://outlet.example/2"}]}
            """);

        feed.Title.ShouldBe("Outlet");
        feed.Entries.Select(e => (e.Id, e.Title, e.Url?.AbsolutePath)).ShouldBe([("1", "One", null), ("2", "Two", "/2")]);
        feed.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Of_several_base_elements_in_a_web_page_the_first_counts()
    {
        var page = Parse(
            $"<!doctype html><html><head>{Many(1_000, _ => "<base href=\"a/\">")}<link rel=\"alternate\" type=\"application/rss+xml\" href=\"rss\"></head></html>");
        page.FeedLinks.ShouldHaveSingleItem().AbsoluteUri.ShouldBe("https://outlet.example/a/rss");
    }

    [Fact]
    public void Thousands_of_amp_segments_inside_an_address_stay_and_take_no_time() =>
        CanonicalUrl.Of(new Uri($"https://outlet.example/1{string.Concat(Enumerable.Repeat("/amp", 15_000))}/news"))
            .ShouldBe($"https://outlet.example/1{string.Concat(Enumerable.Repeat("/amp", 15_000))}/news");

    [Fact]
    public void Thousands_of_amp_segments_are_removed_from_an_address() =>
        CanonicalUrl.Of(
            new Uri($"https://outlet.example{string.Concat(Enumerable.Repeat("/amp", 5_000))}/news/1{string.Concat(Enumerable.Repeat("/amp", 5_000))}/index.html")).ShouldBe("https://outlet.example/news/1");
}
