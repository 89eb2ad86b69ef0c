using SahelWatch.Feeds.Addresses;
using SahelWatch.Feeds.Html;
using SahelWatch.Feeds.Recovery;

namespace SahelWatch.Feeds.Reading;

/// <summary>A web page instead of a feed: its title and the feeds that it offers (WHATWG HTML section 4.6.7.1, rel=alternate).</summary>
internal static class HtmlPage
{
    public static bool Is(string text) =>
        text.AsSpan().TrimStart().StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || text.Contains("<html", StringComparison.OrdinalIgnoreCase);

    public static ParsedFeed Read(string page, Uri? url, ProblemList problems)
    {
        problems.Add("The body is a web page, not a feed.");
        var scanner = new XmlScanner(page[..Math.Min(page.Length, FeedLimits.HtmlSearched)], new ProblemList());
        var links = new List<Uri>();
        var (title, within, language, based) = ("", "", (string?)null, false);
        while (scanner.Next())
        {
            // The content of a script or style is neither tags nor text.
            if (within is "script" or "style" && !(scanner.Token == XmlToken.End && scanner.Name.Equals(within, StringComparison.OrdinalIgnoreCase)))
                continue;
            if (scanner.Token == XmlToken.Text)
            {
                if (within == "title" && title.Length == 0)
                    title = HtmlText.Line(scanner.Value);
                continue;
            }

            within = scanner.Token == XmlToken.Start && !scanner.IsEmpty ? scanner.Name.ToLowerInvariant() : "";
            if (within == "html")
                language = Value(scanner, "lang");
            else if (scanner.Token == XmlToken.Start && !based && scanner.Name.Equals("base", StringComparison.OrdinalIgnoreCase))
                (url, based) = (FeedLinks.Resolve(Value(scanner, "href") ?? "", url) ?? url, true); // the first one counts (section 4.2.3)
            else if (scanner.Token == XmlToken.Start && FeedLink(scanner, url) is { } link && links.Count < FeedLimits.FeedLinks && !links.Contains(link))
                links.Add(link);
        }

        return new ParsedFeed { Format = "html", Title = title, Link = url, Language = language, Problems = problems.All, FeedLinks = links };
    }

    private static Uri? FeedLink(XmlScanner scanner, Uri? url)
    {
        if (!scanner.Name.Equals("link", StringComparison.OrdinalIgnoreCase) && !scanner.Name.Equals("a", StringComparison.OrdinalIgnoreCase))
            return null;
        var rel = (Value(scanner, "rel") ?? "").Split(' ');
        var type = (Value(scanner, "type") ?? "").Trim().ToLowerInvariant();
        var offers = rel.Contains("alternate", StringComparer.OrdinalIgnoreCase)
            && type is "application/rss+xml" or "application/atom+xml" or "application/feed+json" or "application/rdf+xml" or "text/rss+xml" or "text/xml"
                or "application/xml";
        return offers ? FeedLinks.Resolve(Value(scanner, "href") ?? "", url) : null;
    }

    private static string? Value(XmlScanner scanner, string attribute) =>
        scanner.Attributes.Find(a => a.Name.Equals(attribute, StringComparison.OrdinalIgnoreCase)).Value;
}
