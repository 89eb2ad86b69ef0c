using System.Text;
using SahelWatch.Feeds.Parsing;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Feeds.Parsing;

/// <summary>The fastest reader must be one with the strict one wherever it does not give up; it must give up on all that the strict one refuses, and on little else.</summary>
public class Utf8XmlTests
{
    [Theory]
    [InlineData("<rss/>")]
    [InlineData("\uFEFF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<rss/>\n")]
    [InlineData("<?xml version='1.0' encoding='utf-8' standalone='yes' ?><rss></rss >")]
    [InlineData("<?xml version=\"1.0\"?><?xml-stylesheet href='a.xsl'?><!-- > --> <rss/> <!----><?end?>")]
    [InlineData("<a><?p a ? b?>x<!-- - -->y</a>")]
    [InlineData("<a>&lt;&gt;&amp;&quot;&apos;&#233;&#xe9;&#x1F600;&#128512;&#65533;&#00065;</a>")]
    [InlineData("<a>]] ] > ]&gt; ]]&gt;</a>")]
    [InlineData("<a>a\r\nb\rc\n\rd&#13;e&#10;f</a>")]
    [InlineData("<a><![CDATA[a\r\nb\rc & < ]] ]>]]></a>")]
    [InlineData("<a><![CDATA[]]></a>")]
    [InlineData("<a>\n<b/> <![CDATA[]]> <b/> </a>")]
    [InlineData("<a b=\"x\r\ny\rz\nw\tv&#10;&#13;&#9;'>\" c='\"é\"'/>")]
    [InlineData("<a b = 'x'\n\tc\r\n=\r\n'y' />")]
    [InlineData("<A Href='1' href='2' xml:lang='FR' xml:base='/x' xml:Lang='en'/>")]
    [InlineData("<a xmlns='urn:a'><b xmlns=''><c/></b><d/><x:e xmlns:x='urn:x' x:f='1' f='2'><x:e xmlns:x='urn:y'/><x:e/></x:e></a>")]
    [InlineData("<a x:b='1' xmlns:x='urn:x' c='&lt;'/>")]
    [InlineData("<x:a xmlns:x='urn:&amp;x'/>")]
    [InlineData("<a xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns='http://www.w3.org/2005/Atom'><dc:date/><_b.-1/></a>")]
    [InlineData("<a> &#32;&#9; <b/>&#32;x<b/> &amp; <b/>\u00A0<b/>&#160;</a>")]
    [InlineData("<feed><entry>a <b>c</b> <i>d</i>&#32;<u>e</u> \r\n <!-- --> <s/></entry> <entry/></feed>")]
    [InlineData("<item><title>a</title> <title>b</title></item>")]
    public void A_plain_document_is_read_as_the_strict_reader_reads_it(string document)
    {
        var body = Encoding.UTF8.GetBytes(document);
        var fast = WrittenTree.Fast(body);
        fast.ShouldNotBeNull();
        fast.ShouldBe(WrittenTree.Strict(body));
    }

    [Theory]
    [InlineData("")]
    [InlineData("rss")]
    [InlineData("<")]
    [InlineData("<rss")]
    [InlineData("<rss>")]
    [InlineData("<rss></rs>")]
    [InlineData("<rs></rss>")]
    [InlineData("<rss/><rss/>")]
    [InlineData("<rss/>x")]
    [InlineData("<rss/>&#32;")]
    [InlineData("<rss/><![CDATA[ ]]>")]
    [InlineData("<rss/></rss>")]
    [InlineData("<rss/><!-- ")]
    [InlineData("\uFEFF\uFEFF<rss/>")]
    [InlineData(" <?xml version='1.0'?><rss/>")]
    [InlineData("<?xml version='1.1'?><rss/>")]
    [InlineData("<?xml encoding='utf-8'?><rss/>")]
    [InlineData("<?xml version='1.0' standalone='maybe'?><rss/>")]
    [InlineData("<?xml version='1.0'encoding='utf-8'?><rss/>")]
    [InlineData("<rss><?XML a?></rss>")]
    [InlineData("<rss><??></rss>")]
    [InlineData("<rss><?a</rss>")]
    [InlineData("<rss><!ELEMENT a></rss>")]
    [InlineData("<rss><!-- a -- b --></rss>")]
    [InlineData("<rss><!-- a ---></rss>")]
    [InlineData("<rss>]]></rss>")]
    [InlineData("<rss><![CDATA[a</rss>")]
    [InlineData("<rss><![CDATA[a<![CDATA[b]]></rss>")]
    [InlineData("<rss><![cdata[a]]></rss>")]
    [InlineData("<rss>&nbsp;</rss>")]
    [InlineData("<rss>& </rss>")]
    [InlineData("<rss>&amp</rss>")]
    [InlineData("<rss>&#;</rss>")]
    [InlineData("<rss>&#x;</rss>")]
    [InlineData("<rss>&#X41;</rss>")]
    [InlineData("<rss>&#1a;</rss>")]
    [InlineData("<rss>&#0;</rss>")]
    [InlineData("<rss>&#xD800;</rss>")]
    [InlineData("<rss>&#xFFFE;</rss>")]
    [InlineData("<rss>&#x110000;</rss>")]
    [InlineData("<rss>&#99999999999999999999;</rss>")]
    [InlineData("<rss a></rss>")]
    [InlineData("<rss a=1></rss>")]
    [InlineData("<rss a='1'b='2'/>")]
    [InlineData("<rss a='1' a='2'/>")]
    [InlineData("<rss a='<'/>")]
    [InlineData("<rss a='&b;'/>")]
    [InlineData("<rss a='1/>")]
    [InlineData("<rss / >")]
    [InlineData("< rss/>")]
    [InlineData("<rss></ rss>")]
    [InlineData("<x:rss/>")]
    [InlineData("<rss x:a='1'/>")]
    [InlineData("<rss xmlns:x=''/>")]
    [InlineData("<rss xmlns:xml='urn:x'/>")]
    [InlineData("<rss xmlns:xmlns='urn:x'/>")]
    [InlineData("<rss xmlns='http://www.w3.org/2000/xmlns/'/>")]
    [InlineData("<rss xmlns:x='urn:x' xmlns:y='urn:x' x:a='1' y:a='2'/>")]
    [InlineData("<x:y:rss xmlns:x='urn:x'/>")]
    [InlineData("<:rss/>")]
    [InlineData("<x: xmlns:x='urn:x'/>")]
    [InlineData("<1/>")]
    [InlineData("<rss><x:a xmlns:x='urn:x'/><x:b/></rss>")]
    public void What_is_wrong_is_left_to_the_strict_reader_to_name(string document)
    {
        var body = Encoding.UTF8.GetBytes(document);
        WrittenTree.Fast(body).ShouldBeNull();
        WrittenTree.Strict(body).ShouldBeNull();
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x0B)]
    [InlineData(0x1F)]
    [InlineData(0x80)]
    [InlineData(0xED, 0xA0, 0x80)] // half of a pair
    [InlineData(0xEF, 0xBF, 0xBE)]
    [InlineData(0xEF, 0xBF, 0xBF)]
    [InlineData(0xEF, 0xBF, 0xBD, 0xEF, 0xBF, 0xBE)]
    public void Bytes_that_are_no_characters_of_XML_are_left_to_the_strict_reader(params int[] bytes)
    {
        foreach (var around in new[] { "<rss>|</rss>", "<rss>&amp;|</rss>", "<rss><![CDATA[|]]></rss>", "<rss><!--|--></rss>", "<rss><?a |?></rss>", "<rss a='|'/>", "<rss/><!--|-->" })
        {
            var parts = around.Split('|');
            byte[] body = [.. Encoding.UTF8.GetBytes(parts[0]), .. bytes.Select(b => (byte)b), .. Encoding.UTF8.GetBytes(parts[1])];
            WrittenTree.Fast(body).ShouldBeNull(around);
            WrittenTree.Strict(body).ShouldBeNull(around);
        }
    }

    [Fact]
    public void What_would_be_slow_or_doubtful_is_left_to_the_strict_reader()
    {
        string[] documents =
        [
            "<é/>",
            "<!DOCTYPE rss><rss/>",
            "<?xml version='1.0' encoding='iso-8859-1'?><rss/>",
            "<?xml  version='1.0'?><rss/>",
            "<a xml:space='preserve'> </a>",
            $"<a>{string.Concat(Enumerable.Repeat("<b>", FeedLimits.Depth + 1))}",
            $"<a>{new string(' ', 5_000)}b</a>",
            $"<a {string.Join(' ', Enumerable.Range(0, FeedLimits.Attributes + 1).Select(i => $"b{i}=''"))}/>",
            $"<a>{string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<b{i}/>"))}</a>",
            $"<a {string.Join(' ', Enumerable.Range(0, 60).Select(i => $"xmlns:b{i}='urn:b'"))}><a {string.Join(' ', Enumerable.Range(0, 60).Select(i => $"xmlns:c{i}='urn:c'"))}/></a>",
        ];
        documents.ShouldAllBe(d => WrittenTree.Fast(Encoding.UTF8.GetBytes(d)) == null);
    }

    [Fact]
    public void Every_feed_at_hand_is_read_as_the_strict_reader_reads_it()
    {
        string?[] folders = [Repository.PathOf("tests/SahelWatch.Tests/Data/Feeds"), Repository.Shared("data/feeds")];
        var (read, different) = (0, new List<string>());
        foreach (var file in folders.OfType<string>().SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories)))
        {
            var body = File.ReadAllBytes(file);
            if (WrittenTree.Fast(body) is not { } fast)
                continue;
            read++;
            if (fast != WrittenTree.Strict(body))
                different.Add(file);
        }

        different.ShouldBeEmpty();
        read.ShouldBeGreaterThan(40); // of the project's own feeds alone
    }
}
