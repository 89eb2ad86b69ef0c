using System.Buffers;

namespace SahelWatch.Polling.Fetching.Headers;

/// <summary>
/// An HTTP/1.1 connection that removes invalid header lines from responses (a PHP warning, a line broken in two, a name with a slash): browsers and curl ignore
/// them, the framework rejects the whole response. After a request is written, the next bytes read are a response head; the body is not touched.
/// </summary>
/// <param name="longestHead">Bytes; a longer head is passed on unchanged, and rejected for its length.</param>
internal sealed class HeaderLineStream(Stream inner, int longestHead) : Stream
{
    /// <summary>RFC 9110 section 5.6.2.</summary>
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);

    private const int FirstRead = 4 * 1024; // bytes; enough for most heads

    private byte[] _head = [];
    private int _at;
    private int _end;
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
        if (buffer.IsEmpty)
            return await inner.ReadAsync(buffer, cancellationToken);
        if (_at == _end)
        {
            var received = 0;
            if (!_expectsHead)
            {
                // HttpClient reads ahead on an idle connection: what that read returns once the next request is written is its head.
                received = await inner.ReadAsync(buffer, cancellationToken);
                if (!_expectsHead || received == 0)
                    return received;
            }

            await ReadHeadAsync(buffer[..received], cancellationToken);
        }

        var count = Math.Min(buffer.Length, _end - _at);
        _head.AsMemory(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _expectsHead = true;
        return inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

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
    private async ValueTask ReadHeadAsync(ReadOnlyMemory<byte> received, CancellationToken cancellationToken)
    {
        if (_head.Length < received.Length)
            Array.Resize(ref _head, received.Length);
        received.CopyTo(_head);
        (_at, _end) = (0, received.Length);
        var searched = 0;
        while (true)
        {
            if (EndOfHead(_head.AsSpan(0, _end), searched) is > 0 and var end)
            {
                _end = Filter(_head.AsSpan(0, _end), end);
                break;
            }

            if (_end >= longestHead)
                break;
            searched = _end;
            if (_end == _head.Length)
                Array.Resize(ref _head, Math.Min(longestHead, Math.Max(FirstRead, 2 * _head.Length)));
            var count = await inner.ReadAsync(_head.AsMemory(_end), cancellationToken);
            if (count == 0)
                break;
            _end += count;
        }

        _expectsHead = false;
    }

    /// <returns>The position after the empty line; 0 if it has not arrived yet.</returns>
    private static int EndOfHead(ReadOnlySpan<byte> head, int searched)
    {
        for (var at = Math.Max(0, searched - 3); at < head.Length && head[at..].IndexOf((byte)'\n') is >= 0 and var next;)
        {
            at += next + 1;
            if (head[at..].StartsWith("\n"u8))
                return at + 1;
            if (head[at..].StartsWith("\r\n"u8))
                return at + 2;
        }

        return 0;
    }

    /// <summary>Removes invalid lines from the head in place.</summary>
    /// <returns>The remaining number of bytes, including those after the head.</returns>
    private static int Filter(Span<byte> bytes, int head)
    {
        var at = bytes.IndexOf((byte)'\n') + 1; // keep the status line
        var kept = at;
        var isKept = true;
        while (at < head)
        {
            var line = bytes[at..head];
            line = line[..(line.IndexOf((byte)'\n') + 1)];
            // A line that starts with a space continues the previous one.
            isKept = line[0] is (byte)' ' or (byte)'\t' ? isKept : IsHeader(line);
            if (isKept)
            {
                line.CopyTo(bytes[kept..]);
                kept += line.Length;
            }

            at += line.Length;
        }

        bytes[head..].CopyTo(bytes[kept..]);
        return kept + bytes.Length - head;
    }

    /// <summary>A name and a colon, or the empty line.</summary>
    private static bool IsHeader(ReadOnlySpan<byte> line)
    {
        if (line is [(byte)'\n'] or [(byte)'\r', (byte)'\n'])
            return true;
        var name = line[..Math.Max(0, line.IndexOf((byte)':'))].TrimEnd((byte)' ');
        return name.Length > 0 && !name.ContainsAnyExcept(NameBytes);
    }
}
