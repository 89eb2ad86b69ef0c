using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace SahelWatch.Polling.Fetching.Headers;

/// <summary>
/// An HTTP/1.1 connection that removes invalid header lines from responses (a PHP warning, a line broken in two, a name with a slash): browsers and curl ignore
/// them, the framework rejects the whole response. After a request is written, the next bytes read are a response head; the body is not touched.
/// </summary>
/// <param name="longestHead">Bytes; a longer head is passed on unchanged, and rejected for its length.</param>
internal sealed partial class HeaderLineStream(Stream inner, int longestHead) : Stream
{
    private const int PieceSize = 4 * 1024; // bytes; enough for most heads

    private MemoryStream _head = new(); // what was read of it and not passed on yet
    private volatile bool _expectsHead; // set by the writer while a read may be pending

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_head.Read(buffer.Span) is > 0 and var count)
            return count;
        var received = 0;
        if (!_expectsHead)
        {
            // HttpClient reads ahead on an idle connection: what that read returns once the next request is written is its head.
            received = await inner.ReadAsync(buffer, cancellationToken);
            if (!_expectsHead || received == 0)
                return received;
        }

        _head = await ReadHeadAsync(buffer[..received], cancellationToken);
        _expectsHead = false;
        return _head.Read(buffer.Span);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _expectsHead = true;
        return inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Reads at least up to the empty line, or up to the maximum length of a head.</summary>
    /// <param name="received">The beginning, if it was read already.</param>
    private async ValueTask<MemoryStream> ReadHeadAsync(ReadOnlyMemory<byte> received, CancellationToken cancellationToken)
    {
        var bytes = new ArrayBufferWriter<byte>(Math.Max(PieceSize, received.Length));
        bytes.Write(received.Span);
        int end;
        while ((end = EndOfHead(bytes.WrittenSpan)) == 0 && bytes.WrittenCount < longestHead
            && await inner.ReadAsync(bytes.GetMemory(), cancellationToken) is > 0 and var count)
            bytes.Advance(count);
        var head = Invalid().Replace(Encoding.Latin1.GetString(bytes.WrittenSpan[..end]), "");
        return new([.. Encoding.Latin1.GetBytes(head), .. bytes.WrittenSpan[end..]]);
    }

    /// <returns>The position after the empty line; 0 if it has not arrived yet.</returns>
    private static int EndOfHead(ReadOnlySpan<byte> bytes)
    {
        var (crlf, lf) = (bytes.IndexOf("\n\r\n"u8), bytes.IndexOf("\n\n"u8));
        return crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 3 : lf >= 0 ? lf + 2 : 0;
    }

    /// <summary>
    /// A line, other than the first and the empty one, without a name (RFC 9110 section 5.6.2) and a colon, and the lines that continue it, which start with
    /// a space.
    /// </summary>
    [GeneratedRegex(@"(?<=\n)(?![!#$%&'*+.^_`|~0-9A-Za-z-]+ *:|[ \t]|\r?\n)[^\n]*\n(?:[ \t][^\n]*\n)*")]
    private static partial Regex Invalid();
}
