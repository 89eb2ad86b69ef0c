using System.Text;
using System.Xml.Linq;
using SahelWatch.Feeds.Charsets;
using SahelWatch.Feeds.Html;

namespace SahelWatch.Feeds.Reading;

/// <summary>
/// The plain text of an element. Atom declares what the element holds (RFC 4287 section 3.1: text, html, xhtml; Atom 0.3: mode); in RSS, whatever looks like
/// HTML is HTML.
/// </summary>
internal static class FeedText
{
    private const int MaxEscapes = 2; // more than one is rare, more than two unheard of
    private const int LongestName = 16; // characters of an HTML element's name and its ">"

    /// <summary>Paragraphs separated by an empty line.</summary>
    public static string Of(XElement element, ProblemList problems) => Bounded(Plain(element, problems), FeedLimits.Text, problems);

    /// <summary>On one line.</summary>
    public static string Line(XElement element, ProblemList problems) => Bounded(HtmlText.Collapse(Plain(element, problems)), FeedLimits.Title, problems);

    /// <summary>
    /// Decodes character references that remain in decoded text: they were escaped more than once, which happens when programs process each other's output.
    /// </summary>
    public static string WithoutReferences(string text, ProblemList problems)
    {
        for (var again = 0; again < MaxEscapes && HtmlText.Unescaped(text) is { } decoded; again++)
        {
            problems.Add("Character references that were escaped twice were decoded.");
            text = decoded;
        }

        return text;
    }

    private static string Plain(XElement element, ProblemList problems) => WithoutReferences(Decoded(element, problems), problems);

    private static string Decoded(XElement element, ProblemList problems)
    {
        var type = element.Value("type")?.Trim().ToLowerInvariant() ?? "";
        var mode = element.Value("mode")?.Trim().ToLowerInvariant() ?? "";
        var atom = element.Name.Namespace == FeedNames.Atom;
        if (element.HasElements)
        {
            var markup = element.Markup(escapedTwice: !atom);
            return HtmlText.Of(DoubleEncoding.Repaired(markup, problems) ?? markup);
        }

        var text = element.Value.AsSpan();
        if (mode == "base64" || (atom && IsBinary(type)))
            return FromBase64(text.ToString()) is { } decoded ? HtmlText.Of(decoded) : "";
        if (DoubleEncoding.Repaired(text, problems) is { } repaired)
            text = repaired;
        // The markers of a CDATA section that was escaped or nested are not text.
        if (text.Contains("]]>", StringComparison.Ordinal))
            text = text.ToString().Replace("<![CDATA[", "", StringComparison.OrdinalIgnoreCase).Replace("<[CDATA[", "", StringComparison.Ordinal)
                .Replace("]]>", "", StringComparison.Ordinal);
        return atom && IsLiteral(type) ? HtmlText.Clean(text) : OfHtml(text, problems);
    }

    /// <summary>HTML that was escaped twice shows its tags: if all of them are escaped and at least one closes an element, they are read as markup.</summary>
    private static string OfHtml(ReadOnlySpan<char> html, ProblemList problems)
    {
        var text = HtmlText.Of(html);
        if (html.Contains('<') || !ClosesElement(text))
            return text;
        problems.Add("Markup that was escaped twice was read as markup.");
        return HtmlText.Of(text);
    }

    private static bool ClosesElement(ReadOnlySpan<char> text)
    {
        while (text.IndexOf("</") is >= 0 and var next)
        {
            text = text[(next + 2)..];
            if (text[..Math.Min(text.Length, LongestName)].IndexOf('>') is > 0 and var end && HtmlElements.IsKnown(text[..end]))
                return true;
        }

        return false;
    }

    private static bool IsLiteral(string type) => type is "" or "text" or "text/plain";

    /// <summary>RFC 4287 section 4.1.3.3: content that is neither text nor XML is Base64.</summary>
    private static bool IsBinary(string type) => type.Contains('/', StringComparison.Ordinal)
        && !type.StartsWith("text/", StringComparison.Ordinal)
        && !type.EndsWith("/xml", StringComparison.Ordinal)
        && !type.EndsWith("+xml", StringComparison.Ordinal);

    private static string? FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private static string Bounded(string text, int most, ProblemList problems)
    {
        if (text.Length <= most)
            return text;
        problems.Add($"A text was longer than {most} characters and was cut.");
        return text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
    }
}
