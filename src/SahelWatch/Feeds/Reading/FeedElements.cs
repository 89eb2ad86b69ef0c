using System.Text;
using System.Xml.Linq;
using SahelWatch.Feeds.Addresses;
using SahelWatch.Feeds.Html;

namespace SahelWatch.Feeds.Reading;

/// <summary>What an element of a <see cref="FeedDocument"/> says together with those around it and within it.</summary>
internal static class FeedElements
{
    public static string? Value(this XElement element, XName attribute) => element.Attribute(attribute)?.Value;

    /// <summary>What relative addresses within are relative to: xml:base, else the feed's address.</summary>
    public static Uri? Base(this XElement element, Uri? url)
    {
        var outer = element.Parent is { } parent ? parent.Base(url) : url;
        return element.Value(FeedAttributes.Base) is { } given && FeedLinks.Resolve(given, outer) is { } resolved ? resolved : outer;
    }

    /// <summary>xml:lang, inherited.</summary>
    public static string? Language(this XElement element) => element.Value(FeedAttributes.Language) ?? element.Parent?.Language();

    /// <summary>Whether a link leads to the thing itself: rel alternate, by its name or address (RFC 4287 section 4.2.7.2), or none.</summary>
    public static bool IsAlternate(this XElement link) => link.Value("rel")?.Trim() is not { Length: > 0 } rel
        || rel.Equals("alternate", StringComparison.OrdinalIgnoreCase) || rel == "http://www.iana.org/assignments/relation/alternate";

    /// <summary>A page, as far as the link says; the same article is offered as JSON, sound or for print as well.</summary>
    public static bool IsPage(this XElement link) =>
        link.Value("type") is not { Length: > 0 } type || type.Contains("html", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// What stands within, as HTML. Runs of text are escaped, but where <paramref name="escapedTwice"/> says that they hold escaped markup themselves.
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
            // Far more than is kept of any text; escaping makes five characters of one.
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
