using System.Text;
using SahelWatch.Domain;
using SahelWatch.Feeds.Opml;

namespace SahelWatch.Tests.Feeds.Opml;

public class FeedListTests
{
    [Fact]
    public void The_shipped_list_has_unique_http_feeds_with_language_country_and_a_known_kind()
    {
        string[] kinds = ["local", "press", "broadcaster", "wire", "government", "un", "ngo", "analysis"];
        var feeds = FeedList.Shipped;

        feeds.Count.ShouldBeGreaterThan(95);
        feeds.Select(f => f.Id).ShouldBeUnique();
        feeds.Select(f => f.Title).ShouldBeUnique();
        feeds.ShouldAllBe(f => f.Url.Scheme == "http" || f.Url.Scheme == "https");
        string[] languages = ["en", "fr", "ar", "ha", "ff", "bm"];
        feeds.ShouldAllBe(f => languages.Contains(f.Language));
        feeds.ShouldAllBe(f => f.Country != null && f.Site != null);
        feeds.ShouldAllBe(f => kinds.Contains(f.Kind));
    }

    [Theory]
    [InlineData("Mali")]
    [InlineData("Niger")]
    [InlineData("Burkina Faso")]
    [InlineData("Chad")]
    [InlineData("Mauritania")]
    public void The_shipped_list_has_local_press_for_every_country_of_the_Sahel(string country) =>
        FeedList.Shipped.Count(f => f.Country == country && f.Kind == "local").ShouldBeGreaterThan(3);

    [Fact]
    public void Attributes_of_other_feed_readers_are_kept_on_export()
    {
        const string Opml = """
            <?xml version="1.0"?>
            <opml version="2.0" xmlns:frss="https://freshrss.org/opml">
              <head><title>mine</title></head>
              <body>
                <outline text="Mali">
                  <outline title="Presse &amp; radio">
                    <outline type="rss" text="Radio A" xmlUrl="https://a.example/feed?x=1&amp;y=2" frss:priority="main" category="/x" comment="kept"/>
                  </outline>
                </outline>
                <outline text="B" xmlUrl="http://b.example/rss" language="fr" country="Niger" kind="local" htmlUrl="http://b.example/"/>
              </body>
            </opml>
            """;

        var again = Read(Written(Read(Opml)));

        again.Select(f => f.Title).ShouldBe(["Radio A", "B"]);
        again[0].Url.AbsoluteUri.ShouldBe("https://a.example/feed?x=1&y=2");
        again[0].Attributes.ShouldBe(new Dictionary<string, string>
        {
            ["{https://freshrss.org/opml}priority"] = "main",
            ["category"] = "/x",
            ["comment"] = "kept",
            [FeedList.Folder] = "Mali" + FeedList.FolderSeparator + "Presse & radio",
        }, ignoreOrder: true);
        (again[1].Language, again[1].Country, again[1].Kind, again[1].Site?.AbsoluteUri).ShouldBe(("fr", "Niger", "local", "http://b.example/"));
    }

    [Fact]
    public void The_title_and_type_that_another_feed_reader_wrote_are_kept_on_export()
    {
        var opml = Written(
            Read("""<opml><body><outline type="HTML+XPath" text="A" title="Radio A" xmlUrl="https://a.example/"/><outline type="rss" text="B" title="B" xmlUrl="https://b.example/"/></body></opml>"""));

        var outlines = System.Xml.Linq.XDocument.Parse(opml).Descendants("outline")
            .Select(o => ((string?)o.Attribute("type"), (string?)o.Attribute("text"), (string?)o.Attribute("title")));
        outlines.ShouldBe([("HTML+XPath", "A", "Radio A"), ("rss", "B", "B")]);
    }

    [Theory]
    [InlineData("<opml><body><outline text='A' xmlurl='https://a.example/'/></body></opml>")]
    [InlineData("<opml><body><outline TEXT='A' xmlURL='https://a.example/'/></body></opml>")]
    [InlineData("<opml xmlns='http://opml.org/spec2'><body><outline text='A' xmlUrl='https://a.example/'/></body></opml>")]
    [InlineData("<opml><body><outline text='folder' xmlUrl=''><outline text='A' xmlUrl='https://a.example/'/></outline></body></opml>")]
    [InlineData("  \n<?xml version='1.0'?><!DOCTYPE opml><opml><body><outline text='A' xmlUrl='https://a.example/'/></body></opml>")]
    public void A_feed_is_found_however_its_outline_is_written(string opml) => Read(opml).Select(f => f.Title).ShouldBe(["A"]);

    [Fact]
    public void Feeds_nested_in_a_feed_are_read_too() =>
        Read("<opml><body><outline text='A' xmlUrl='https://a.example/'><outline text='B' xmlUrl='https://b.example/'/></outline></body></opml>")
            .Select(f => f.Title).ShouldBe(["A", "B"]);

    [Theory]
    [InlineData("iso-8859-1", "<?xml version='1.0' encoding='ISO-8859-1'?>")]
    [InlineData("windows-1252", "<?xml version='1.0' encoding='windows-1252'?>")]
    [InlineData("iso-8859-1", "<?xml version='1.0' encoding='utf-8'?>")]
    [InlineData("iso-8859-1", "")]
    [InlineData("utf-8", "\uFEFF<?xml version='1.0'?>")]
    [InlineData("utf-16", "\uFEFF<?xml version='1.0' encoding='utf-16'?>")]
    [InlineData("utf-8", "<?xml version='1.0' encoding='ISO-8859-1'?>")]
    public void A_list_is_decoded_correctly_whatever_encoding_it_declares(string encoding, string declaration)
    {
        var bytes = Parsing(encoding).GetBytes(declaration + "<opml><body><outline text='Radio Liberté, Sénégal' xmlUrl='https://a.example/'/></body></opml>");

        FeedList.Read(bytes, "list.opml").Single().Title.ShouldBe("Radio Liberté, Sénégal");

        static Encoding Parsing(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
    }

    [Fact]
    public void Characters_that_XML_cannot_represent_are_removed_on_export()
    {
        var url = new Uri("https://a.example/");

        Read(Written([new Feed { Id = FeedId.From(url), Url = url, Title = "Radio\u0001 \uD83D\uDCFB \uFFFF<A>" }])).Single().Title.ShouldBe(
            "Radio \uD83D\uDCFB <A>");
    }

    [Fact]
    public void A_title_is_safe_to_print() =>
        Read("""<opml><body><outline text="Radio &#x9b;2J&#x202e;" xmlUrl="https://a.example/"/></body></opml>""").Single().Title.ShouldBe("Radio  2J");

    [Fact]
    public void An_address_listed_twice_is_one_feed() =>
        Read("""<opml><body><outline text="A" xmlUrl="https://a.example/"/><outline text="again"><outline text="A2" xmlUrl="https://a.example"/></outline></body></opml>""")
            .Select(f => f.Title).ShouldBe(["A"]);

    [Theory]
    [InlineData("feed://a.example/rss", "http://a.example/rss")]
    [InlineData("feed:https://a.example/rss", "https://a.example/rss")]
    [InlineData(" https://a.example/rss ", "https://a.example/rss")]
    public void The_feed_scheme_of_old_feed_readers_is_understood(string written, string meant) =>
        Read($"""<opml><body><outline xmlUrl="{written}"/></body></opml>""").Single().Url.AbsoluteUri.ShouldBe(meant);

    [Theory]
    [InlineData("<opml><body>\n<outline text=\"a & b\" xmlUrl=\"https://a.example/\"/>\n<outline text=", "list.opml: the file is cut off")]
    [InlineData("<opml><body>&<outline text=\"a\" xmlUrl=\"ftp://a.example/\"/></body></opml>", "list.opml: xmlUrl=\"ftp://a.example/\" is not an http or https address. Correct it")]
    [InlineData("<opml><body>\n\n<outline text=\"a\" xmlUrl=\"ftp://a.example/\"/></body></opml>", "list.opml, line 3: xmlUrl=\"ftp://a.example/\" is not an http or https address. Correct it")]
    [InlineData("<html><body/></html>", "list.opml: this is not OPML")]
    [InlineData("", "list.opml: this is not OPML")]
    public void An_unusable_list_is_rejected_with_file_line_and_what_to_do(string opml, string start) =>
        Should.Throw<InputException>(() => Read(opml)).Message.ShouldStartWith(start);

    [Theory]
    [InlineData("<opml><body><outline text='Presse & Cie' xmlUrl='https://a.example/?a=1&b=2'/></body></opml>")]
    [InlineData("\uFEFF\n<?xml version='1.0'?><opml><body><outline text='Presse & Cie' xmlUrl='https://a.example/?a=1&b=2'/></body></opml>")]
    [InlineData("<OPML VERSION='1.0'><BODY><OUTLINE TEXT='Presse &amp; Cie' XMLURL='https://a.example/?a=1&amp;b=2'/></BODY></OPML>")]
    [InlineData("<opml><outline text='Presse &amp; Cie' xmlUrl='https://a.example/?a=1&amp;b=2'/></opml>")]
    [InlineData("<opml><body><outline text='Presse &amp; Cie' xmlUrl='https://a.example/?a=1&amp;b=2'></body></opml>")]
    [InlineData("<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><opml><body><outline text='Presse &amp; Cie' title='&x;' xmlUrl='https://a.example/?a=1&amp;b=2' 1='2'/></body></opml>")]
    public void A_list_that_is_not_well_formed_is_repaired(string opml)
    {
        var feed = Read(Written(Read(opml))).Single();
        (feed.Title, feed.Url.AbsoluteUri).ShouldBe(("Presse & Cie", "https://a.example/?a=1&b=2"));
    }

    [Fact]
    public void A_repaired_list_keeps_its_folders() =>
        Read("<opml><body><outline text='A & B'><outline text='C' xmlUrl='https://c.example/'/></outline><outline text='D' xmlUrl='https://d.example/'/></body></opml>")
            .Select(f => f.Attributes.GetValueOrDefault(FeedList.Folder)).ShouldBe(["A & B", null]);

    [Fact]
    public void A_commented_out_outline_is_skipped_with_everything_inside_it() =>
        Read("<opml><body><outline text='off' isComment='true'><outline text='A' xmlUrl='https://a.example/'/></outline><outline text='B' xmlUrl='https://b.example/'/></body></opml>")
            .Select(f => f.Title).ShouldBe(["B"]);

    [Theory]
    [InlineData("<opml><body>", "nested more than")]
    [InlineData("<opml>&<body>", "")]
    public void Extremely_deep_folders_are_rejected_or_flattened_without_overflowing_the_stack(string start, string message)
    {
        const int Levels = 300_000;
        var opml = new StringBuilder(start).Insert(start.Length, "<outline text='a'>", Levels).Append("<outline text='A' xmlUrl='https://a.example/'/>");
        opml.Insert(opml.Length, "</outline>", Levels).Append("</body></opml>");

        if (message.Length > 0)
            Should.Throw<InputException>(() => Read(opml.ToString())).Message.ShouldContain(message);
        else
            Read(opml.ToString()).Count.ShouldBeLessThan(2);
    }

    private static IReadOnlyList<Feed> Read(string opml) => FeedList.Read(Encoding.UTF8.GetBytes(opml), "list.opml");

    private static string Written(IReadOnlyList<Feed> feeds) => Encoding.UTF8.GetString(FeedList.Write(feeds, "SahelWatch"));
}
