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

    private const int LongReads = 95; // of 100 kB, each another text: what grouping cannot fold
    private static readonly string[] Words = [.. "Mali Niger Gao Mopti Kidal army gunmen attack village market road killed soldiers said officials on from with after before the in near of region women school harvest rain river"
        .Split(' ').Concat(Enumerable.Range(0, 3_000).Select(i => string.Create(null, $"wo{(char)('a' + (i % 26))}{(char)('a' + (i / 26 % 26))}{(char)('a' + (i / 676))}")))];

    /// <summary>Two feeds in a row are of one kind, and half of all show long reads.</summary>
    public static byte[] Body(int number)
    {
        var (pair, isLong) = Math.DivRem(number / 2, 2);
        var (repeated, times) = isLong == 0 ? Kinds[pair % Kinds.Length] : ("", 0);
        var text = new StringBuilder(Head);
        for (var i = 0; i < times; i++)
            text.Append(repeated.Replace("{0}", $"{number}-{i}", StringComparison.Ordinal));
        for (var i = 0; isLong == 1 && i < LongReads; i++)
            text.Append(LongRead(number, i));
        var body = Encoding.UTF8.GetBytes(text.Append("</channel></rss>").ToString());
        if (number % 2 == 0)
            return body;
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(body);
        return compressed.ToArray();
    }

    private static string LongRead(int feed, int number)
    {
        var random = new Random((feed * LongReads) + number);
        string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(i => i % 15 == 14 ? $"{Words[random.Next(40)]}." : Words[random.Next(i % 2 == 0 ? 40 : Words.Length)]));
        return $"<item><title>{Text(9)} Mali</title><link>https://b.example/{feed}/{number}</link><description>{Text(17_000)}</description></item>";
    }
}
