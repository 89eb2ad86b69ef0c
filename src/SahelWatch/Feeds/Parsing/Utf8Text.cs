using System.Buffers;
using System.Text;

namespace SahelWatch.Feeds.Parsing;

/// <summary>Text and attribute values of one document as they are meant: references resolved, line ends made one. Takes UTF-8 that was checked.</summary>
internal sealed class Utf8Text : IDisposable
{
    private static readonly SearchValues<byte> InText = SearchValues.Create("&\r]"u8);
    private static readonly SearchValues<byte> InValue = SearchValues.Create("<&\r\n\t"u8);
    private static readonly SearchValues<byte> InSection = SearchValues.Create("\r"u8);

    private byte[] _buffer = [];

    /// <summary>Text between tags.</summary>
    /// <param name="text">Good until the next call.</param>
    /// <returns>False where it is not well-formed.</returns>
    public bool TryText(ReadOnlySpan<byte> raw, out ReadOnlySpan<byte> text) => TryDecode(raw, InText, isValue: false, out text);

    /// <summary>What stands in a CDATA section.</summary>
    public string Section(ReadOnlySpan<byte> raw) => TryDecode(raw, InSection, isValue: false, out var text) ? Encoding.UTF8.GetString(text) : "";

    /// <returns>Null where it is not well-formed.</returns>
    public string? Value(ReadOnlySpan<byte> raw) => TryDecode(raw, InValue, isValue: true, out var value) ? Encoding.UTF8.GetString(value) : null;

    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private bool TryDecode(ReadOnlySpan<byte> raw, SearchValues<byte> specials, bool isValue, out ReadOnlySpan<byte> decoded)
    {
        decoded = raw;
        var special = raw.IndexOfAny(specials);
        if (special < 0)
            return true;
        Room(raw.Length);
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

    private void Room(int length)
    {
        if (_buffer.Length >= length)
            return;
        Dispose();
        _buffer = ArrayPool<byte>.Shared.Rent(length);
    }
}
