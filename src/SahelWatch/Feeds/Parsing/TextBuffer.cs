using System.Buffers;
using System.Text.Unicode;

namespace SahelWatch.Feeds.Parsing;

/// <summary>Runs of text, one behind the other in an array of the pool, until they are forgotten together: only what is kept of an entry becomes strings.</summary>
internal sealed class TextBuffer : IDisposable
{
    private const int Pooled = 16 * 1024; // characters: several entries with their full text, and below what the collector counts as large

    private char[]? _pooled;
    private char[] _block = [];
    private int _start;
    private int _end;

    /// <summary>The run that is being written.</summary>
    public ReadOnlySpan<char> Run => _block.AsSpan(_start, _end - _start);

    public void Append(ReadOnlySpan<char> text)
    {
        text.CopyTo(Room(text.Length));
        _end += text.Length;
    }

    /// <summary>Not Encoding.GetChars: that goes over the bytes twice, and a check beforehand would be the third time.</summary>
    /// <returns>False where it is not UTF-8.</returns>
    public bool TryAppend(ReadOnlySpan<byte> text)
    {
        var isDone = Utf8.ToUtf16(text, Room(text.Length), out _, out var written, replaceInvalidSequences: false) == OperationStatus.Done;
        _end += written;
        return isDone;
    }

    /// <summary>Ends the run.</summary>
    /// <returns>It, good until <see cref="Forget"/>.</returns>
    public ReadOnlyMemory<char> Take()
    {
        var run = _block.AsMemory(_start, _end - _start);
        _start = _end;
        return run;
    }

    /// <summary>Ends the run and keeps nothing of it.</summary>
    public void Drop() => _end = _start;

    /// <summary>No run that was taken is needed any more.</summary>
    public void Forget() => (_start, _end) = (0, 0);

    public void Dispose()
    {
        if (_pooled is not null)
            ArrayPool<char>.Shared.Return(_pooled);
        (_pooled, _block) = (null, []);
        Forget();
    }

    private Span<char> Room(int length)
    {
        if (_block.Length - _end < length)
            Move(length);
        return _block.AsSpan(_end);
    }

    /// <summary>The runs that were taken stay where they are; the one that is being written moves. What a giant needs is not kept in the pool.</summary>
    private void Move(int length)
    {
        var run = Run;
        var block = _pooled is null && run.Length + length <= Pooled
            ? _pooled = ArrayPool<char>.Shared.Rent(Pooled)
            : new char[Math.Max(run.Length + length, 2 * _block.Length)];
        run.CopyTo(block);
        (_block, _start, _end) = (block, 0, run.Length);
    }
}
