using System.Buffers;
using System.Text;
using AngleSharp.Html;
using SahelWatch.Feeds.Charsets;
using SahelWatch.Feeds.Recovery;

namespace SahelWatch.Feeds.Html;

/// <summary>
/// Decodes HTML character references (WHATWG HTML section 13.2.5.72 and on): named with and without semicolon, numeric, windows-1252 code points corrected.
/// </summary>
internal static class HtmlEntities
{
    private const int LongestName = 33; // "CounterClockwiseContourIntegral;" is the longest

    /// <summary>The windows-1252 character in place of a control from U+0080 to U+009F; the control itself where there is none.</summary>
    public static char FromC1(char c) => c is >= '\x80' and <= '\x9F' ? Encodings.Get(Encodings.Latin).GetChars([(byte)c])[0] : c;

    /// <param name="text">Starts with "&amp;".</param>
    /// <returns>The length of the reference; 0 if there is none and the ampersand is text.</returns>
    public static int Decode(ReadOnlySpan<char> text, out string decoded)
    {
        decoded = "";
        if (text.Length < 2)
            return 0;
        return text[1] == '#' ? Numeric(text, out decoded, out _) : Named(text, out decoded);
    }

    /// <summary>
    /// Decodes the references of a text that end with a semicolon; without one, "&amp;copy" is more likely part of an address: "?a=1&amp;copy=2".
    /// </summary>
    /// <param name="declared">Entities that the document declares itself.</param>
    /// <param name="keepsTags">Leaves references to "&lt;" and "&gt;" as they are.</param>
    /// <returns>Null if there are none.</returns>
    public static string? DecodedAll(string text, DeclaredEntities? declared = null, bool keepsTags = false)
    {
        StringBuilder? decoded = null;
        var rest = text.AsSpan();
        while (rest.IndexOf('&') is >= 0 and var next)
        {
            var symbol = "&";
            var length = declared?.Decode(rest[next..], out symbol) ?? 0;
            if (length == 0)
                length = Decode(rest[next..], out symbol);
            var isReference = length > 0 && rest[next + length - 1] == ';' && !(keepsTags && symbol is "<" or ">");
            decoded ??= isReference ? new StringBuilder(text.Length).Append(text.AsSpan(0, text.Length - rest.Length)) : null;
            decoded?.Append(rest[..next]).Append(isReference ? symbol : "&");
            rest = rest[(next + (isReference ? length : 1))..];
        }

        return decoded?.Append(rest).ToString();
    }

    /// <summary>Legacy names may lack the semicolon ("&amp;eacute"), but only if the whole word is the name: "&amp;copyright=" is left unchanged.</summary>
    private static int Named(ReadOnlySpan<char> text, out string decoded)
    {
        var name = text[1..Math.Min(text.Length, LongestName + 1)];
        var end = name.IndexOfAnyExcept(LettersAndDigits);
        var word = end < 0 ? name : name[..end];
        decoded = end > 0 && name[end] == ';' ? Symbol(name[..(end + 1)].ToString()) : "";
        if (decoded.Length > 0)
            return end + 2;
        decoded = word.Length is >= 2 and <= 6 ? Symbol(word.ToString()) : "";
        return decoded.Length > 0 ? word.Length + 1 : 0;
    }

    private static string Symbol(string name) => HtmlEntityProvider.Resolver.GetSymbol(name) ?? "";

    private static int Numeric(ReadOnlySpan<char> text, out string decoded, out int code)
    {
        (decoded, code) = ("", 0);
        var hex = text.Length > 2 && text[2] is 'x' or 'X';
        var digits = text[(hex ? 3 : 2)..];
        var end = digits.IndexOfAnyExcept(hex ? HexDigits : Digits);
        var number = end < 0 ? digits : digits[..end];
        if (number.Length == 0)
            return 0;
        var length = text.Length - digits.Length + number.Length + (end >= 0 && digits[end] == ';' ? 1 : 0);
        var style = hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        var valid = int.TryParse(number, style, CultureInfo.InvariantCulture, out code) && code is > 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF);
        if (code is >= 0xD800 and <= 0xDBFF && text[length..].StartsWith("&#") && Numeric(text[length..], out _, out var low) is > 0 and var lowLength
            && low is >= 0xDC00 and <= 0xDFFF)
        {
            // A surrogate pair, which WHATWG treats as two errors: programs that write one surrogate also write the other.
            decoded = new string([(char)code, (char)low]);
            return length + lowLength;
        }

        decoded = !valid ? "\uFFFD" : code <= 0x9F ? FromC1((char)code).ToString() : char.ConvertFromUtf32(code);
        return length;
    }

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly SearchValues<char> LettersAndDigits =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
}
