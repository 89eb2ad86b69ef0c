using System.Text;

namespace SahelWatch.Feeds.Parsing;

/// <summary>The references that XML knows without a DTD: five names, and numbers of characters that XML allows.</summary>
internal static class Utf8References
{
    /// <summary>Reads the reference at the start of <paramref name="raw"/> and writes what it stands for.</summary>
    /// <returns>Its length; 0 where it is none of those.</returns>
    public static int Read(ReadOnlySpan<byte> raw, Span<byte> to, out int written)
    {
        written = 1;
        switch (raw)
        {
            case [_, (byte)'l', (byte)'t', (byte)';', ..]:
                to[0] = (byte)'<';
                return 4;
            case [_, (byte)'g', (byte)'t', (byte)';', ..]:
                to[0] = (byte)'>';
                return 4;
            case [_, (byte)'a', (byte)'m', (byte)'p', (byte)';', ..]:
                to[0] = (byte)'&';
                return 5;
            case [_, (byte)'q', (byte)'u', (byte)'o', (byte)'t', (byte)';', ..]:
                to[0] = (byte)'"';
                return 6;
            case [_, (byte)'a', (byte)'p', (byte)'o', (byte)'s', (byte)';', ..]:
                to[0] = (byte)'\'';
                return 6;
            case [_, (byte)'#', (byte)'x', ..]:
                return Number(raw, 3, 16, to, out written);
            case [_, (byte)'#', ..]:
                return Number(raw, 2, 10, to, out written);
            default:
                return 0;
        }
    }

    private static int Number(ReadOnlySpan<byte> raw, int start, int radix, Span<byte> to, out int written)
    {
        written = 0;
        var (value, at) = (0, start);
        for (; at < raw.Length && char.IsAsciiHexDigit((char)raw[at]); at++)
        {
            var digit = char.IsAsciiDigit((char)raw[at]) ? raw[at] - '0' : (raw[at] | 0x20) - 'a' + 10;
            value = (value * radix) + digit;
            if (digit >= radix || value > 0x10FFFF)
                return 0;
        }

        if (at == start || at == raw.Length || raw[at] != ';' || !IsAllowed(value) || !Rune.TryCreate(value, out var rune))
            return 0;
        written = rune.EncodeToUtf8(to);
        return at + 1;
    }

    private static bool IsAllowed(int value) => value is '\t' or '\n' or '\r' or >= ' ' and not (0xFFFE or 0xFFFF);
}
