using System.Buffers;
using System.Diagnostics;
using System.Text.Unicode;

namespace SahelWatch.Feeds.Parsing;

/// <summary>Text and attribute values of one document as they are meant: references resolved, line ends made one, and that of values checked in the same go.</summary>
internal sealed class Utf8Text : IDisposable
{
    private static readonly SearchValues<byte> InText = SearchValues.Create("&\r]"u8);
    private static readonly SearchValues<byte> InValue = SearchValues.Create("<&\r\n\t"u8);
    private static readonly SearchValues<byte> InSection = SearchValues.Create("\r"u8);

    /// <summary>A power of two, so that the pool never hands out more. What a giant text needs is not kept for the next one: the pool forgets large arrays last.</summary>
    private const int PooledAtMost = 32 * 1024;

    private readonly RepeatedText _repeated = new();
    private byte[] _buffer = [];
    private char[] _characters = [];

    /// <summary>Text between tags.</summary>
    /// <param name="text">Good until the next call.</param>
    /// <returns>False where it is not well-formed.</returns>
    public bool TryText(ReadOnlySpan<byte> raw, out ReadOnlySpan<byte> text) => TryDecode(raw, InText, isValue: false, out text);

    /// <summary>What stands in a CDATA section: always well-formed.</summary>
    /// <returns>Good until the next call.</returns>
    public ReadOnlySpan<byte> Section(ReadOnlySpan<byte> raw) => TryDecode(raw, InSection, isValue: false, out var text) ? text : throw new UnreachableException();

    /// <returns>Null where it is not well-formed, or not UTF-8.</returns>
    public string? Value(ReadOnlySpan<byte> raw)
    {
        if (!TryDecode(raw, InValue, isValue: true, out var value))
            return null;
        Room(ref _characters, value.Length);
        var isDone = Utf8.ToUtf16(value, _characters, out _, out var written, replaceInvalidSequences: false) == OperationStatus.Done;
        return isDone ? _repeated.Of(_characters.AsSpan(0, written)) : null;
    }

    public void Dispose()
    {
        Return(_buffer);
        Return(_characters);
        (_buffer, _characters) = ([], []);
    }

    private bool TryDecode(ReadOnlySpan<byte> raw, SearchValues<byte> specials, bool isValue, out ReadOnlySpan<byte> decoded)
    {
        decoded = raw;
        var special = raw.IndexOfAny(specials);
        if (special < 0)
            return true;
        Room(ref _buffer, raw.Length);
        // No reference is shorter than what it stands for, so what is decoded fits.
        Span<byte> buffer = _buffer;
        var written = 0;
        for (; special >= 0; special = raw.IndexOfAny(specials))
        {
            raw[..special].CopyTo(buffer[written..]);
            written += special;
            raw = raw[special..];
            var (taken, given) = (1, 1);
            switch (raw[0])
            {
                case (byte)'&':
                    taken = Utf8References.Read(raw, buffer[written..], out given);
                    break;
                case (byte)'\r':
                    taken = raw is [_, (byte)'\n', ..] ? 2 : 1;
                    buffer[written] = isValue ? (byte)' ' : (byte)'\n';
                    break;
                case (byte)']':
                    taken = raw.StartsWith("]]>"u8) ? 0 : 1;
                    buffer[written] = (byte)']';
                    break;
                case (byte)'<':
                    taken = 0;
                    break;
                default:
                    buffer[written] = (byte)' ';
                    break;
            }

            if (taken == 0)
                return false;
            written += given;
            raw = raw[taken..];
        }

        raw.CopyTo(buffer[written..]);
        decoded = buffer[..(written + raw.Length)];
        return true;
    }

    private static void Room<T>(ref T[] buffer, int length)
    {
        if (buffer.Length >= length)
            return;
        Return(buffer);
        buffer = length <= PooledAtMost ? ArrayPool<T>.Shared.Rent(length) : new T[length];
    }

    private static void Return<T>(T[] buffer)
    {
        if (buffer.Length is > 0 and <= PooledAtMost)
            ArrayPool<T>.Shared.Return(buffer);
    }
}
