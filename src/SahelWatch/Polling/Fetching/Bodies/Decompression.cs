using System.IO.Compression;

namespace SahelWatch.Polling.Fetching.Bodies;

/// <summary>
/// Decodes Content-Encoding in memory, up to a cap. Tolerates bodies labelled as gzip that are not, and gzip bodies that are not labelled. Detects truncated
/// bodies, which the framework does only with the switch UseStrictValidation (see Directory.Build.props).
/// </summary>
internal static class Decompression
{
    /// <summary>The encodings to request.</summary>
    public const string Accepted = "gzip, deflate, br";

    private const int PieceSize = 8 * 1024; // bytes decoded at a time

    /// <summary>Two, since a proxy may compress an already compressed body; more than that is an attack.</summary>
    private const int MaxLayers = 2;

    /// <summary>Encodings that we do not request and cannot decode. Any other value (utf-8, none, binary) is not an encoding.</summary>
    private static readonly FrozenSet<string> Others = FrozenSet.ToFrozenSet(
        ["zstd", "compress", "x-compress", "dcb", "dcz", "exi"], StringComparer.OrdinalIgnoreCase);

    /// <param name="raw">Ownership passes to this method: it is disposed unless returned.</param>
    /// <param name="encodings">The header's values, in the order in which they were applied.</param>
    public static async Task<ReadBody> DecodeAsync(
        ReadBody raw, IReadOnlyList<string> encodings, int maxBytes, LargeBodies.Place place, CancellationToken cancellationToken)
    {
        var layers = encodings.Select(e => e.ToLowerInvariant()).Where(e => Others.Contains(e) || e is "gzip" or "x-gzip" or "deflate" or "br").ToArray();
        if (layers.Length > MaxLayers)
            return raw with { Fault = FailureReason.BadCompression };
        foreach (var layer in layers.Reverse())
            raw = await UndoAsync(raw, layer, maxBytes, place, cancellationToken);
        // A compressed file that is served without a label.
        if (layers.Length < MaxLayers && IsGzip(raw.Body.Memory.Span))
            raw = await UndoAsync(raw, "gzip", maxBytes, place, cancellationToken);
        return raw;
    }

    private static async Task<ReadBody> UndoAsync(ReadBody raw, string encoding, int maxBytes, LargeBodies.Place place, CancellationToken cancellationToken)
    {
        if (LooksPlain(raw.Body.Memory.Span))
            return raw;
        using var source = raw.Body.OpenRead();
        using var decoder = Decoder(encoding, source, raw.Body.Memory.Span);
        if (decoder is null)
            return raw with { Fault = FailureReason.BadCompression };

        var body = new Body(maxBytes);
        var fault = raw.Fault;
        try
        {
            var piece = new byte[PieceSize];
            for (int count; !body.Overflows && (count = decoder.Read(piece)) > 0;)
            {
                body.Append(piece.AsSpan(0, count));
                if (place.IsNeededFor(body))
                    await place.TakeAsync(cancellationToken);
            }
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            fault ??= FailureReason.BadCompression;
        }
        catch
        {
            body.Dispose();
            throw;
        }

        raw.Body.Dispose();
        return new(body, body.Overflows ? FailureReason.BodyTooLarge : fault);
    }

    private static Stream? Decoder(string encoding, Stream source, ReadOnlySpan<byte> start) => encoding switch
    {
        "gzip" or "x-gzip" => new GZipStream(source, CompressionMode.Decompress),
        // RFC 9110 section 8.4.1.2 means zlib (RFC 1950); some servers send raw deflate (RFC 1951).
        "deflate" when IsZlib(start) => new ZLibStream(source, CompressionMode.Decompress),
        "deflate" => new DeflateStream(source, CompressionMode.Decompress),
        "br" => new BrotliStream(source, CompressionMode.Decompress),
        _ => null,
    };

    private static bool IsGzip(ReadOnlySpan<byte> bytes) => bytes is [0x1F, 0x8B, ..];

    private static bool IsZlib(ReadOnlySpan<byte> bytes) => bytes is [var method, var flags, ..] && (method & 0x0F) == 8 && ((method << 8) | flags) % 31 == 0;

    /// <summary>
    /// Whether this is an uncompressed feed or page, whatever the header says. No gzip or zlib stream starts like this, nor does a feed compressed with brotli.
    /// </summary>
    private static bool LooksPlain(ReadOnlySpan<byte> bytes)
    {
        var text = bytes.StartsWith([(byte)0xEF, (byte)0xBB, (byte)0xBF]) ? bytes[3..] : bytes;
        text = text.TrimStart(" \t\r\n"u8);
        return text.StartsWith("<?xml"u8) || text.StartsWith("<rss"u8) || text.StartsWith("<feed"u8) || text.StartsWith("<rdf"u8) || text.StartsWith("<!"u8)
            || text.StartsWith("<html"u8) || text.StartsWith("{\""u8);
    }
}
