using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace SahelWatch.Tests.Feeds.Parsing;

/// <summary>Documents nobody would think of, made from pieces that make a careless reader go wrong.</summary>
public class Utf8XmlPropertyTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    private static readonly string[] Sound =
    [
        "a", "é", "مالي", "😀", "\u00A0", "\uFFFD", " ", "  ", "\t", "\n", "\r\n", "\r", "\"", "'", "=", "/", "]", "--", "?",
        "&lt;", "&amp;", "&gt;", "&quot;", "&#32;", "&#13;", "&#10;", "&#x1F600;", "&#160;",
        "<![CDATA[ x<y & z ]]>", "<![CDATA[]]>", "<![CDATA[\r\n \r]]>", "<![CDATA[]]]]>", "<!-- c\r\n- -->", "<!---->", "<?p i?>", "<?p\r\n?>",
        "<b>x</b>", "<br/>", "<i > </i >", "<p>\r\n<b/>&#9;</p>", "<item><title>t &amp; u</title> <p>a</p> <p>b</p>\n</item>", "<item/>", "<entry>a<b/> c</entry>",
        "<a href='x&amp;\r\n\ty' Title=\"é'&#10;\"\r\n/>", "<m:t xmlns:m='http://search.yahoo.com/mrss/' m:u='1' u='2'/>", "<d xmlns='urn:x'><e/><f xmlns=''/></d>",
        "<x xml:lang='fr' xml:base='http://a.example/b/'>y<dc:date> z</dc:date></x>", "<dc:x xmlns:dc='urn:dc'/>", "<RSS Version='1'/>",
    ];

    private static readonly string[] Doubtful =
    [
        "]]", ">", "&nbsp;", "&", "&#0;", "&#xD800;", "&#xFFFE;", "&#1114112;", "&#x;", "<", "</b>", "<b>", "</i", "<!--", "-->", "--->", "<![CDATA[", "]]>",
        "<?xml version='1.0'?>", "<?", "?>", "<?a:b?>", "<!DOCTYPE rss>", "\u0001", "\uFFFE", "\uFEFF", "<a b='1' b='2'/>", "<a b='<'/>", "<a b='1'c='2'/>", "<é/>", "<a:b/>",
        "<a xml:space='preserve'> </a>", "<a xmlns:p=''/>", "<xml:a/>", "<xmlns:a/>", "<a xmlns:xmlf='urn:f' xmlf:g='1'/>", "<a xmlns:p='urn:p' xmlns:q='urn:p' p:b='' q:b=''/>",
        new string(' ', 2_100), new string('\n', 5_000), "</rss>", "<rss>",
    ];

    private static readonly Gen<string[]> SoundPieces = Gen.Elements(Sound).ArrayOf();

    /// <summary>Mostly sound, so that not everything is refused at its first piece.</summary>
    private static readonly Gen<string[]> Pieces = Gen.Frequency((12, Gen.Elements(Sound)), (1, Gen.Elements(Doubtful))).ArrayOf();

    private static readonly Gen<byte[]> Mutated =
        from pieces in SoundPieces
        from at in Gen.Choose(0, 10_000)
        from removed in Gen.Choose(0, 3)
        from added in Gen.Elements<byte[]>([], [(byte)'<'], [(byte)'>'], [(byte)'&'], [(byte)'\''], [(byte)' '], [(byte)':'], [(byte)'/'], [(byte)']'], [(byte)'-'], [0xC3], [0xA9], [0xEF, 0xBF, 0xBE], [0])
        select Spoilt(Document(pieces), at, removed, added);

    [Fact]
    public void Any_document_of_sound_pieces_is_read_and_as_the_strict_reader_reads_it() =>
        Prop.ForAll(SoundPieces.ToArbitrary(), pieces => WrittenTree.Fast(Document(pieces)) is { } fast && fast == WrittenTree.Strict(Document(pieces))).Check(Many);

    [Fact]
    public void Any_document_is_read_as_the_strict_reader_reads_it_or_not_at_all() => Prop.ForAll(Pieces.ToArbitrary(), pieces => IsAtOne(Document(pieces))).Check(Many);

    [Fact]
    public void Any_spoilt_document_is_read_as_the_strict_reader_reads_it_or_not_at_all() => Prop.ForAll(Mutated.ToArbitrary(), IsAtOne).Check(Many);

    private static bool IsAtOne(byte[] body) => WrittenTree.Fast(body) is not { } fast || fast == WrittenTree.Strict(body);

    private static byte[] Document(string[] pieces) =>
        Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"?>\r\n<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'>{string.Concat(pieces)}</rss>\n");

    private static byte[] Spoilt(byte[] body, int at, int removed, byte[] added)
    {
        at %= body.Length;
        return [.. body[..at], .. added, .. body[Math.Min(body.Length, at + removed)..]];
    }
}
