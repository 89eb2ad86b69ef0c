using System.Globalization;
using System.Text;

namespace SahelWatch.Benchmarks;

/// <summary>
/// Realistic feeds generated from a number: RSS 2.0, but every fourth Atom; an HTML teaser in every entry, the full text in every fifth feed.
/// </summary>
internal static class GeneratedFeeds
{
    public const int EntriesEach = 30;

    private static readonly DateTimeOffset Newest = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    private static readonly string[][] Words =
    [
        "the market of the town opened again after three weeks of rain and traders said that prices of millet had fallen while drivers waited for fuel at the bridge".Split(' '),
        "le marché de la ville a rouvert après trois semaines de pluie et les commerçants disent que le prix du mil a baissé tandis que l’école reste fermée à l’est".Split(' '),
        "فتح سوق المدينة من جديد بعد ثلاثة أسابيع من الأمطار وقال التجار إن أسعار الدخن انخفضت بينما ينتظر السائقون الوقود عند الجسر".Split(' '),
    ];

    public static byte[] Bytes(int number)
    {
        var random = new Random(number);
        var words = Words[number % Words.Length];
        var feed = new StringBuilder(64 * 1024);
        var atom = number % 4 == 3;
        var full = number % 5 == 4;
        feed.Append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").Append(atom
            ? "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr\">\n"
            : "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel>\n");
        feed.Append(CultureInfo.InvariantCulture, $"<title>Outlet {number}</title>\n")
            .Append(CultureInfo.InvariantCulture,
                $"{(atom ? $"<link href=\"https://outlet{number}.example/\"/>" : $"<link>https://outlet{number}.example/</link><language>fr</language>")}\n");
        for (var i = 0; i < EntriesEach; i++)
            feed.Append(atom ? Atom(number, i, random, words, full) : Rss(number, i, random, words, full));
        return Encoding.UTF8.GetBytes(feed.Append(atom ? "</feed>" : "</channel></rss>").ToString());
    }

    private static string Rss(int feed, int entry, Random random, string[] words, bool full) => $"""
        <item>
          <title>{Sentence(random, words, 9)} &amp; {words[entry % words.Length]}</title>
          <link>https://outlet{feed}.example/2026/11/{entry}-{random.Next(100_000)}/?utm_source=rss&amp;utm_medium=feed</link>
          <dc:creator><![CDATA[Desk {entry}]]></dc:creator>
          <pubDate>{Newest.AddMinutes(-37 * entry).ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture)}</pubDate>
          <category><![CDATA[{words[1]}]]></category>
          <category><![CDATA[{words[^1]}]]></category>
          <guid isPermaLink="false">https://outlet{feed}.example/?p={entry}</guid>
          <description><![CDATA[<p>{Sentence(random, words, 40)} [&#8230;]</p><p>{Sentence(random, words, 8)}</p>]]></description>
          {(full ? $"<content:encoded><![CDATA[{Paragraphs(random, words)}]]></content:encoded>" : "")}
        </item>

        """;

    private static string Atom(int feed, int entry, Random random, string[] words, bool full) => $"""
        <entry>
          <id>tag:outlet{feed}.example,2026:{entry}</id>
          <title type="text">{Sentence(random, words, 9)}</title>
          <link rel="alternate" type="text/html" href="https://outlet{feed}.example/2026/11/{entry}-{random.Next(100_000)}/"/>
          <published>{Newest.AddMinutes(-37 * entry):yyyy-MM-dd'T'HH:mm:sszzz}</published>
          <updated>{Newest.AddMinutes(-30 * entry):yyyy-MM-dd'T'HH:mm:sszzz}</updated>
          <author><name>Desk {entry}</name></author>
          <category term="{words[1]}"/>
          <summary type="html">&lt;p&gt;{Sentence(random, words, 40)}&lt;/p&gt;</summary>
          {(full ? $"<content type=\"html\"><![CDATA[{Paragraphs(random, words)}]]></content>" : "")}
        </entry>

        """;

    private static string Paragraphs(Random random, string[] words) =>
        string.Concat(
            Enumerable.Range(0, 8).Select(_ => $"<p>{Sentence(random, words, 45)} <a href=\"https://example.org/\" rel=\"nofollow\">{words[0]}</a>.</p>\n"));

    private static string Sentence(Random random, string[] words, int length) =>
        string.Join(' ', Enumerable.Range(0, length).Select(_ => words[random.Next(words.Length)]));
}
