using System.Buffers;

namespace SahelWatch.Polling.Fetching.Headers;

/// <summary>
/// A connection of HTTP/1.1 whose answers lose the header lines that are none (a PHP warning, a line broken in two, a name with a slash in it): browsers and
/// curl pass over them, the framework gives up the whole answer. What is sent begins an exchange, so what comes next is a head; behind its empty line nothing
/// is touched.
/// </summary>
/// <param name="longestHead">Bytes; a longer one is passed on as it stands, and refused for its length.</param>
internal sealed class HeaderLineStream(Stream inner, int longestHead) : Stream
{
    /// <summary>RFC 9110 section 5.6.2.</summary>
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);

    private const int FirstRead = 4 * 1024; // bytes: most heads whole

    private byte[] _head = [];
    private int _at;
    private int _end;
    private bool _expectsHead;

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
        if (_expectsHead && _at == _end)
            await ReadHeadAsync(cancellationToken);
        if (_at == _end)
            return await inner.ReadAsync(buffer, cancellationToken);
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

    /// <summary>Reads up to the empty line, or as much as a head may have.</summary>
    private async ValueTask ReadHeadAsync(CancellationToken cancellationToken)
    {
        (_at, _end) = (0, 0);
        var searched = 0;
        while (_end < longestHead)
        {
            if (_end == _head.Length)
                Array.Resize(ref _head, Math.Min(longestHead, Math.Max(FirstRead, 2 * _head.Length)));
            var count = await inner.ReadAsync(_head.AsMemory(_end), cancellationToken);
            _end += count;
            if (EndOfHead(_head.AsSpan(0, _end), searched) is > 0 and var end)
            {
                _end = Filter(_head.AsSpan(0, _end), end);
                break;
            }

            if (count == 0)
                break;
            searched = _end;
        }

        _expectsHead = false;
    }

    /// <returns>Behind the empty line; 0 where it has not come.</returns>
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

    /// <summary>Takes the lines out of the head in place.</summary>
    /// <returns>How many bytes are left of head and what follows it.</returns>
    private static int Filter(Span<byte> bytes, int head)
    {
        var at = bytes.IndexOf((byte)'\n') + 1; // the status line is not ours to judge
        var kept = at;
        var isKept = true;
        while (at < head)
        {
            var line = bytes[at..head];
            line = line[..(line.IndexOf((byte)'\n') + 1)];
            // A line that begins with a space continues the one before it.
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
