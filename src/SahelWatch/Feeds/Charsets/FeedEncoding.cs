using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace SahelWatch.Feeds.Charsets;

/// <summary>
/// Determines the encoding of a body, in the order of real-world practice rather than the standards: byte order mark, then the bytes if they can only be
/// UTF-8 or UTF-16, then the labels (RFC 7303 section 3: header before declaration), then a guess. Labels are wrong too often to overrule the bytes.
/// </summary>
internal static partial class FeedEncoding
{
    private const int DeclarationWithin = 1_024; // bytes; the same limit as in browsers

    /// <param name="start">The position after byte order marks and white space.</param>
    public static Encoding Of(ReadOnlySpan<byte> body, string? contentType, ProblemList problems, out int start)
    {
        start = 0;
        if (Marked(body, out start) is { } marked)
            return marked;
        start = body.IndexOfAnyExcept(" \t\r\n\0"u8) is > 0 and var blank ? blank : 0;
        if (start > 0 && body[start..].StartsWith("<?xml"u8))
            problems.Add("There is white space before the XML declaration.");
        body = body[start..];
        var header = Encodings.Labelled(Charset().Match(contentType ?? "").Groups["name"].Value);
        var declaration = Encodings.Labelled(
            Declaration().Match(Encoding.Latin1.GetString(body[..Math.Min(body.Length, DeclarationWithin)])).Groups["name"].Value);
        // Servers send Latin-1 by default; a declaration of something else comes from the feed's author.
        var label = header is null || (header.CodePage == Encodings.Latin && declaration is not null) ? declaration : header;
        // ISO-2022-JP is the only label that can overrule valid UTF-8: it is pure ASCII and switches character sets with escape sequences.
        if (Utf8.IsValid(body) && label?.CodePage != Encodings.Iso2022Jp)
            return Encoding.UTF8;
        var read = Legacy(body, label is null or UTF8Encoding ? declaration : label);
        if (label is not null && read.CodePage != label.CodePage)
            problems.Add($"The encoding is declared as {label.WebName} and was read as {read.WebName}.");
        return read;
    }

    /// <summary>The encoding of bytes that are not UTF-8, even if labelled so.</summary>
    private static Encoding Legacy(ReadOnlySpan<byte> body, Encoding? label)
    {
        // ISO-8859-15 has no characters from 80 to 9F, so such bytes mean windows-1252.
        var isLatin = label is null or UTF8Encoding or { CodePage: Encodings.Latin }
            || (label.CodePage == Encodings.LatinEuro && body.ContainsAnyInRange((byte)0x80, (byte)0x9F));
        if (!isLatin)
            return label!.CodePage is Encodings.Arabic or Encodings.ArabicIso ? EncodingGuess.Arabic(body, label) : label;
        return MixedEncodings.HasUtf8(body) ? Encodings.DamagedUtf8 : EncodingGuess.Of(body);
    }

    private static Encoding? Marked(ReadOnlySpan<byte> body, out int start)
    {
        start = 0;
        while (body[start..].StartsWith("\uFEFF"u8))
            start += 3;
        if (start > 0)
            return Utf8.IsValid(body[start..]) ? Encoding.UTF8 : Encodings.DamagedUtf8;
        (var encoding, start) = body switch
        {
            [0xFF, 0xFE, 0, 0, ..] => (new UTF32Encoding(false, true), 4),
            [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(true, true), 4),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            [not 0, 0, 0, 0, ..] => (new UTF32Encoding(false, false), 0),
            [0, 0, 0, not 0, ..] => (new UTF32Encoding(true, false), 0),
            [not 0, 0, not 0, 0, ..] => (Encoding.Unicode, 0),
            [0, not 0, 0, not 0, ..] => (Encoding.BigEndianUnicode, 0),
            _ => ((Encoding?)null, 0),
        };
        return encoding;
    }

    [GeneratedRegex("""charset\s*=\s*["']?\s*(?<name>[\w.:-]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Charset();

    [GeneratedRegex("""<\?xml[^>]{1,200}?encoding\s*=\s*["']\s*(?<name>[\w.:-]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Declaration();
}
