using System.Text;

namespace SahelWatch.Delivery.Mail;

/// <summary>
/// Quoted-printable (RFC 2045 6.7) of UTF-8 text. Chosen for every body, also Arabic ones, for which base64 would be shorter: markup makes most of a mail,
/// the pieces of a body can be joined anywhere, and the mail stays legible to whoever must look at it raw.
/// </summary>
internal static class QuotedPrintable
{
    /// <summary>A soft line break: what stands between two pieces that belong to one line.</summary>
    public static ReadOnlySpan<byte> SoftBreak => "=\r\n"u8;

    private const int MaxLine = 76; // RFC 2045 6.7 (5), with the "=" of a soft break

    /// <summary>CR, LF and CRLF become CRLF. No line starts with a dot or "From " (RFC 2049 3 (8)), none ends in a blank, none is longer than 76.</summary>
    public static byte[] Encode(string text)
    {
        var source = Encoding.UTF8.GetBytes(text);
        var encoded = new List<byte>(source.Length + source.Length / 8);
        var column = 0;
        for (var i = 0; i < source.Length; i++)
        {
            var b = source[i];
            if (b is (byte)'\r' or (byte)'\n')
            {
                if (b == '\r' && i + 1 < source.Length && source[i + 1] == '\n')
                    i++;
                encoded.AddRange("\r\n"u8);
                column = 0;
                continue;
            }
            var literal = IsLiteral(source, i, column);
            if (column + (literal ? 1 : 3) > MaxLine - 1)
            {
                encoded.AddRange(SoftBreak);
                column = 0;
                literal = IsLiteral(source, i, column);
            }
            if (literal)
                encoded.Add(b);
            else
                encoded.AddRange([(byte)'=', Hex(b >> 4), Hex(b & 15)]);
            column += literal ? 1 : 3;
        }
        return [.. encoded];
    }

    private static bool IsLiteral(byte[] source, int i, int column) => source[i] switch
    {
        (byte)' ' or (byte)'\t' => i + 1 < source.Length && source[i + 1] is not ((byte)'\r' or (byte)'\n'),
        (byte)'=' => false,
        (byte)'.' or (byte)'F' => column > 0,
        >= 33 and <= 126 => true,
        _ => false,
    };

    private static byte Hex(int digit) => (byte)(digit < 10 ? '0' + digit : 'A' + digit - 10);
}
