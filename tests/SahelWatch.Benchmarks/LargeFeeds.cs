using System.IO.Compression;
using System.Text;

namespace SahelWatch.Benchmarks;

/// <summary>Bodies of the maximum size with content that takes the most memory when parsed; every other one is compressed a hundredfold.</summary>
internal static class LargeFeeds
{
    private const int Length = 10_000_000; // bytes
    private const string Head = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>A</title>";

    private static readonly (string Repeated, int Times)[] Kinds =
    [
        ($"<item><title>Attack in Mali {{0}}</title><link>https://a.example/{{0}}</link><description>{string.Concat(Enumerable.Repeat("in the village of Gao in Mali and more words &amp;amp; more ", 84))}</description></item>", 1_990),
        ($"<item><title>\u00E9{{0}}</title><content xmlns=\"http://purl.org/rss/1.0/modules/content/\">{string.Concat(Enumerable.Repeat("<p>\u0627</p>", 500))}</content></item>", Length / 6_600),
        ("<item><b/></item>", Length / 20),
        ("<a/>", Length / 4),
        ("<item><title>A{0}</item>&", Length / 28),
        ("\u0627", Length / 2),
    ];

    /// <summary>The kind changes with every second number.</summary>
    public static byte[] Body(int number)
    {
        var (repeated, times) = Kinds[number / 2 % Kinds.Length];
        var text = new StringBuilder(Head);
        for (var i = 0; i < times; i++)
            text.Append(repeated.Replace("{0}", $"{number}-{i}", StringComparison.Ordinal));
        var body = Encoding.UTF8.GetBytes(text.Append("</channel></rss>").ToString());
        if (number % 2 == 0)
            return body;
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(body);
        return compressed.ToArray();
    }
}
