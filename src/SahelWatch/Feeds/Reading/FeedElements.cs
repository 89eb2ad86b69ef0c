using System.Text;
using System.Xml.Linq;
using SahelWatch.Feeds.Addresses;
using SahelWatch.Feeds.Html;

namespace SahelWatch.Feeds.Reading;

/// <summary>Values of an element that depend on its ancestors or descendants.</summary>
internal static class FeedElements
{
    public static string? Value(this XElement element, XName attribute) => element.Attribute(attribute)?.Value;

    /// <summary>The base of relative addresses: xml:base, else the feed's address.</summary>
    public static Uri? Base(this XElement element, Uri? url)
    {
        var outer = element.Parent is { } parent ? parent.Base(url) : url;
        return element.Value(FeedAttributes.Base) is { } given && FeedLinks.Resolve(given, outer) is { } resolved ? resolved : outer;
    }

    /// <summary>xml:lang, inherited.</summary>
    public static string? Language(this XElement element) => element.Value(FeedAttributes.Language) ?? element.Parent?.Language();

    /// <summary>Whether a link leads to the article or site itself: rel=alternate, by name or URI (RFC 4287 section 4.2.7.2), or no rel.</summary>
    public static bool IsAlternate(this XElement link) => link.Value("rel")?.Trim() is not { Length: > 0 } rel
        || rel.Equals("alternate", StringComparison.OrdinalIgnoreCase) || rel == "http://www.iana.org/assignments/relation/alternate";

    /// <summary>Whether a link leads to a web page, rather than to a JSON, audio or print version of the article.</summary>
    public static bool IsPage(this XElement link) =>
        link.Value("type") is not { Length: > 0 } type || type.Contains("html", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The content as HTML. Text is escaped, unless <paramref name="escapedTwice"/> says that it contains escaped markup itself.
    /// </summary>
    public static string Markup(this XElement element, bool escapedTwice)
    {
        var html = new StringBuilder();
        Write(element, html, escapedTwice);
        return html.ToString();
    }

    private static void Write(XElement element, StringBuilder html, bool escapedTwice)
    {
        foreach (var node in element.Nodes())
        {
            // Far more than is kept of any text, even though escaping turns one character into five.
            if (html.Length > FeedLimits.Markup)
                return;
            if (node is XText run)
            {
                var text = run.Value.AsSpan(0, Math.Min(run.Value.Length, FeedLimits.Markup));
                if (escapedTwice)
                    html.Append(text);
                else
                    HtmlText.AppendEscaped(html, text);
            }
            else if (node is XElement child)
            {
                html.Append('<').Append(child.Name.LocalName).Append('>');
                Write(child, html, escapedTwice);
                html.Append("</").Append(child.Name.LocalName).Append('>');
            }
        }
    }
}
