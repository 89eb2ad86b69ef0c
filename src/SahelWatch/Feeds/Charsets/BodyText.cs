using System.Buffers;
using System.Text;
using System.Text.Unicode;

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

    public TextReader Open() => new Reader(Bytes);

    /// <summary>Whether the first character that is not white space is "{" or "[".</summary>
    public bool IsJson()
    {
        var rest = Bytes.Span;
        while (Rune.DecodeFromUtf8(rest, out var rune, out var length) == OperationStatus.Done && Rune.IsWhiteSpace(rune))
            rest = rest[length..];
        return rest is [(byte)'{' or (byte)'[', ..];
    }

    /// <summary>Decodes directly into the caller's buffer.</summary>
    private sealed class Reader(ReadOnlyMemory<byte> utf8) : TextReader
    {
        private ReadOnlyMemory<byte> _rest = utf8;

        private char _lowSurrogate;

        public override int Read(char[] buffer, int index, int count)
        {
            if (_lowSurrogate != 0 && count > 0)
            {
                (buffer[index], _lowSurrogate) = (_lowSurrogate, '\0');
                return 1;
            }

            Utf8.ToUtf16(_rest.Span, buffer.AsSpan(index, count), out var read, out var written);
            _rest = _rest[read..];
            if (written > 0 || _rest.IsEmpty || count == 0)
                return written;

            // There is room for one half of a surrogate pair; none read would mean the end of the text.
            Rune.DecodeFromUtf8(_rest.Span, out var rune, out read);
            var pair = rune.ToString();
            (buffer[index], _lowSurrogate, _rest) = (pair[0], pair[1], _rest[read..]);
            return 1;
        }
    }
}
