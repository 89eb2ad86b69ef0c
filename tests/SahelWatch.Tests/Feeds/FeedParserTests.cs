using System.Text;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using SahelWatch.Feeds;
using SahelWatch.Feeds.Reading;
using SahelWatch.Feeds.Recovery;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Feeds;

public class FeedParserTests
{
    private static ParsedFeed Parse(string body) => FeedParser.Parse(Encoding.UTF8.GetBytes(body), null, new Uri("https://outlet.example/feed"));

    private static string Rss(string inside) => $"<rss version=\"2.0\"><channel><title>Outlet</title>{inside}</channel></rss>";

    /// <summary>Valid feeds of up to six entries with every field, some with HTML and non-Latin letters.</summary>
    private static readonly Gen<string> Feeds = Gen.Elements(
        "Market opens", "Élection à Gao", "الجيش في كيدال", "1 &lt; 2 &amp; 3", "<![CDATA[<p>a</p><p>b &eacute;</p>]]>")
        .ArrayOf(4).ListOf().Select(entries => Rss(string.Concat(entries.Take(6).Select((t, i) =>
            $"<item><title>{t[0]}</title><link>https://outlet.example/{i}</link><guid>{i}</guid><description>{t[1]}</description><pubDate>Sun, 22 Nov 2026 09:0{i}:00 GMT</pubDate><category>{t[2]}</category></item>"))));

    [Fact]
    public void The_lenient_and_the_strict_reader_build_the_same_document_from_a_valid_feed() =>
        Prop.ForAll(Feeds.ToArbitrary(), feed =>
        {
            var problems = new ProblemList();
            var strict = XmlLoader.Load(new StringReader(feed), problems, out var fault).ShouldNotBeNull();
            var lenient = new LenientXml(feed, new FeedDocumentBuilder(problems), problems).Read();
            fault.ShouldBeNull();
            XNode.DeepEquals(lenient.Root, strict.Root).ShouldBeTrue();
            return problems.All.Count == 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void FeedReader_alone_reads_the_same_from_a_valid_feed() =>
        Prop.ForAll(Feeds.ToArbitrary(), feed =>
        {
            // FeedReader does not handle markup in texts, so texts are not compared.
            var alone = CodeHollow.FeedReader.FeedReader.ReadFromString(feed).Items.Select(i => ((string?)i.Link, i.Id, i.PublishingDate));
            return Parse(feed).Entries.Select(e => ((string?)e.Url?.OriginalString, e.Id, (DateTime?)e.Published?.UtcDateTime)).SequenceEqual(alone);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_feed_cut_off_anywhere_yields_the_entries_before_the_cut() =>
        Prop.ForAll(Feeds.ToArbitrary(), Gen.Choose(0, 100).ToArbitrary(), (feed, percent) =>
        {
            var whole = Parse(feed).Entries;
            var cut = feed[..(feed.Length * percent / 100)];
            var complete = cut.Split("</item>").Length - 1;
            var entries = Parse(cut).Entries;
            entries.Count.ShouldBeInRange(complete, complete + 1);
            for (var i = 0; i < entries.Count; i++)
                (entries[i].Url, entries[i].Id).ShouldBeOneOf((whole[i].Url, whole[i].Id), (whole[i].Url, ""));
            return entries.Take(complete).Zip(whole).All(p => p.First.Title == p.Second.Title && p.First.Published == p.Second.Published);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_bytes_make_it_throw() =>
        Prop.ForAll(Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf().ToArbitrary(), bytes => FeedParser.Parse(bytes, null, null).Problems.Count > 0)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Entries_beyond_the_limit_are_left_out()
    {
        var feed = Parse(Rss(string.Concat(Enumerable.Range(0, FeedLimits.Entries + 5).Select(i => $"<item><link>https://outlet.example/{i}</link></item>"))));
        feed.Entries.Count.ShouldBe(FeedLimits.Entries);
        feed.Problems.ShouldHaveSingleItem().ShouldContain("entries");
    }

    [Theory]
    [InlineData("<rss><channel><title>Outlet</title>", "<item><link>https://outlet.example/{0}</link></item>")] // the strict reader
    [InlineData("<rss><channel><title>Outlet</title><br>", "<item><link>https://outlet.example/{0}</item>")] // the lenient one
    public void Nothing_is_read_after_the_limit_of_entries(string head, string item)
    {
        var items = string.Concat(Enumerable.Range(0, FeedLimits.Entries + 5).Select(i => string.Format(null, item, i)));

        var feed = Parse($"{head}{items}<![CDATA[ <a & <<");

        feed.Format.ShouldBe("rss2.0");
        feed.Title.ShouldBe("Outlet");
        feed.Entries.Count.ShouldBe(FeedLimits.Entries);
        feed.Entries[^1].Url.ShouldBe(new Uri($"https://outlet.example/{FeedLimits.Entries - 1}"));
        feed.Problems.ShouldContain(p => p.Contains("more than", StringComparison.Ordinal));
        feed.Problems.ShouldNotContain("The document is cut off.");
    }

    [Fact]
    public void An_overlong_text_is_truncated()
    {
        var feed = Parse(
            Rss($"<item><title>{new string('a', 2 * FeedLimits.Title)}</title><description>{new string('b', 2 * FeedLimits.Text)}</description></item>"));
        feed.Entries.Single().Title.Length.ShouldBe(FeedLimits.Title);
        feed.Entries.Single().Summary.Length.ShouldBe(FeedLimits.Text);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(100_000)]
    public void Text_in_very_deeply_nested_elements_is_kept(int depth)
    {
        var nested = string.Concat(Enumerable.Repeat("<div>", depth)) + "deep" + string.Concat(Enumerable.Repeat("</div>", depth));
        Parse(Rss($"<item><title>One</title><description>{nested}</description></item><item><title>Two</title></item>")).Entries.Select(
            e => (e.Title, e.Summary)).ShouldBe([("One", "deep"), ("Two", "")]);
    }

    [Fact]
    public void Declared_entities_cannot_expand_beyond_the_limit()
    {
        var bomb =
            $"<!DOCTYPE rss [<!ENTITY a \"{new string('x', 64)}\">]>{Rss($"<item><description>{string.Concat(Enumerable.Repeat("&a;", 10_000))}</description></item>")}";
        Parse(bomb).Entries.Single().Summary.Length.ShouldBeLessThanOrEqualTo(100_000);
    }

    [Fact]
    public void The_polling_interval_that_a_feed_asks_for_is_read()
    {
        var feed = Parse("""
            <rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><ttl>60</ttl><skipHours><hour>0</hour><hour>24</hour><hour>5</hour><hour>99</hour></skipHours>
            <skipDays><day>Saturday</day><day>sunday</day><day>Someday</day></skipDays><sy:updatePeriod> hourly </sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency></channel></rss>
            """);
        feed.Rhythm.Ttl.ShouldBe(TimeSpan.FromHours(1));
        feed.Rhythm.SkipHours.ShouldBe([0, 5]);
        feed.Rhythm.SkipDays.ShouldBe([DayOfWeek.Saturday, DayOfWeek.Sunday]);
        feed.Rhythm.UpdateInterval.ShouldBe(TimeSpan.FromMinutes(30));
    }

    [Fact]
    public void A_web_page_yields_the_feeds_that_it_offers()
    {
        var page = Parse("""
            <!doctype html><html><head><base href="https://www.outlet.example/"><link rel="alternate" type="application/rss+xml" href="feed/"><link REL='alternate' TYPE='application/atom+xml' HREF='/atom'>
            <link rel="alternate" hreflang="ar" href="/ar/"><link rel=stylesheet href=x></head><body>
            """);
        page.Format.ShouldBe("html");
        page.FeedLinks.Select(l => l.AbsoluteUri).ShouldBe(["https://www.outlet.example/feed/", "https://www.outlet.example/atom"]);
    }

    [SkippableFact]
    public void Recorded_feeds_yield_all_their_entries()
    {
        var folder = Repository.Shared("data/feeds/real");
        Skip.If(folder is null, "The recorded feeds, which are kept beside the repository, are missing.");
        foreach (var file in Directory.GetFiles(folder))
        {
            var body = File.ReadAllBytes(file);
            var tags = System.Text.RegularExpressions.Regex.Count(Encoding.Latin1.GetString(body), @"<(?:item|entry)[\s>]");
            FeedParser.Parse(body, null, null).Entries.Count.ShouldBe(tags, file);
        }
    }

    [SkippableFact]
    public void No_feed_of_the_feedparser_suite_makes_it_throw()
    {
        var folder = Repository.Shared("data/feeds/feedparser");
        Skip.If(folder is null, "The feedparser suite, which is kept beside the repository, is missing.");
        foreach (var file in Directory.EnumerateFiles(folder, "*.xml", SearchOption.AllDirectories))
            Should.NotThrow(() => FeedParser.Parse(File.ReadAllBytes(file), null, null), file);
    }
}
