using System.Runtime.InteropServices;
using System.Text;

namespace SahelWatch.Feeds.Charsets;

/// <summary>
/// A body as text, kept as UTF-8, which nearly every body is already: a string of a whole feed would be a large object, which only a full collection frees.
/// </summary>
internal sealed class BodyText
{
    private string? _whole;

    private BodyText(ReadOnlyMemory<byte> utf8) => Bytes = utf8;

    /// <summary>Without byte order marks, and without leading white space.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public string Whole => _whole ??= Encoding.UTF8.GetString(Bytes.Span);

    /// <param name="contentType">The HTTP header, for its charset.</param>
    public static BodyText Of(ReadOnlyMemory<byte> body, string? contentType, ProblemList problems)
    {
        var encoding = FeedEncoding.Of(body.Span, contentType, problems, out var start);
        var content = body[start..];
        return new(encoding == Encoding.UTF8 ? content
            : Encoding.UTF8.GetBytes(encoding == Encodings.DamagedUtf8 ? MixedEncodings.Decode(content.Span, problems) : encoding.GetString(content.Span)));
    }

    public TextReader Open() => new StreamReader(
        MemoryMarshal.TryGetArray(Bytes, out var bytes) ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count) : new MemoryStream(Bytes.ToArray()),
        Encoding.UTF8, detectEncodingFromByteOrderMarks: false);

    /// <summary>Whether the first character that is not white space is "{" or "[".</summary>
    public bool IsJson() => Bytes.Span.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];
}
