using System.IO.Compression;
using System.Text;

namespace SahelWatch.Tests.Support;

/// <summary>Bodies as servers compress them.</summary>
internal static class Bodies
{
    public static byte[] Gzip(byte[] body) => Compressed("gzip", body);

    public static byte[] Compressed(string encoding, string text) => Compressed(encoding, Encoding.UTF8.GetBytes(text));

    public static byte[] Compressed(string encoding, byte[] body) => Compressed(encoding, stream => stream.Write(body));

    /// <param name="encoding">As in Content-Encoding; "x-raw-deflate" is what some servers mean by deflate.</param>
    public static byte[] Compressed(string encoding, Action<Stream> write, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var compressed = new MemoryStream();
        using (var stream = Encoder(encoding, compressed, level))
            write(stream);
        return compressed.ToArray();
    }

    /// <summary>Letters that do not compress away, the same ones each time.</summary>
    public static string Noise(int length) => string.Create(length, new Random(1), (span, random) =>
    {
        foreach (ref var c in span)
            c = (char)random.Next('a', 'z');
    });

    private static Stream Encoder(string encoding, Stream to, CompressionLevel level) => encoding switch
    {
        "gzip" => new GZipStream(to, level),
        "br" => new BrotliStream(to, level),
        "deflate" => new ZLibStream(to, level),
        "x-raw-deflate" => new DeflateStream(to, level),
        _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "No such encoding."),
    };
}
