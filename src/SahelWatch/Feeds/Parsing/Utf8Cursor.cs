using System.Buffers;

namespace SahelWatch.Feeds.Parsing;

/// <summary>A place in a body of bytes without NUL, and steps from there.</summary>
internal ref struct Utf8Cursor(ReadOnlySpan<byte> body)
{
    public static readonly SearchValues<byte> White = SearchValues.Create(" \t\r\n"u8);

    private readonly ReadOnlySpan<byte> _body = body;
    private int _at;

    public readonly ReadOnlySpan<byte> Rest => _body[_at..];

    public readonly bool AtEnd => _at == _body.Length;

    /// <summary>The next byte; 0 at the end.</summary>
    public readonly byte Next => _at < _body.Length ? _body[_at] : (byte)0;

    public void Skip(int length) => _at += length;

    public bool Take(char expected)
    {
        if (Next != expected)
            return false;
        _at++;
        return true;
    }

    public bool Take(ReadOnlySpan<byte> expected)
    {
        if (!Rest.StartsWith(expected))
            return false;
        _at += expected.Length;
        return true;
    }

    /// <returns>Whether there was any.</returns>
    public bool TakeWhite()
    {
        var start = _at;
        while (Next is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            _at++;
        return _at > start;
    }

    /// <summary>Takes what stands before <paramref name="end"/>, and the end with it.</summary>
    public bool TryTakeTo(ReadOnlySpan<byte> end, out ReadOnlySpan<byte> taken)
    {
        var length = Rest.IndexOf(end);
        taken = length < 0 ? default : Rest[..length];
        _at += length < 0 ? 0 : length + end.Length;
        return length >= 0;
    }

    /// <summary>Takes a value in quotes.</summary>
    public bool TryTakeQuoted(out ReadOnlySpan<byte> value)
    {
        var quote = Next;
        value = default;
        if (quote is not ((byte)'"' or (byte)'\''))
            return false;
        _at++;
        var length = Rest.IndexOf(quote);
        if (length < 0)
            return false;
        value = Rest[..length];
        _at += length + 1;
        return true;
    }
}
