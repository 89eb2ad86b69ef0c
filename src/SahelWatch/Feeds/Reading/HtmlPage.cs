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
        var links = new List<Uri>();
        var (title, within, language, based) = ("", "", (string?)null, false);
        foreach (var part in XmlScanner.Scan(page[..Math.Min(page.Length, FeedLimits.HtmlSearched)], new ProblemList()))
        {
            // The content of a script or style is neither tags nor text.
            if (within is "script" or "style" && !(part.Token == XmlToken.End && part.Name == within))
                continue;
            if (part.Token == XmlToken.Text)
            {
                if (within == "title" && title.Length == 0)
                    title = HtmlText.Line(part.Value);
                continue;
            }

            within = part.Token == XmlToken.Start && !part.IsEmpty ? part.Name : "";
            if (within == "html")
                language = part["lang"];
            else if (part is { Token: XmlToken.Start, Name: "base" } && !based)
                (url, based) = (FeedLinks.Resolve(part["href"] ?? "", url) ?? url, true); // the first one counts (section 4.2.3)
            else if (part is { Token: XmlToken.Start, Name: "link" or "a" } && links.Count < FeedLimits.FeedLinks && FeedLink(part, url) is { } link
                && !links.Contains(link))
                links.Add(link);
        }

        return new ParsedFeed { Format = "html", Title = title, Link = url, Language = language, Problems = problems.All, FeedLinks = links };
    }

    private static Uri? FeedLink(XmlPart tag, Uri? url)
    {
        var offers = (tag["rel"] ?? "").Split(' ').Contains("alternate", StringComparer.OrdinalIgnoreCase)
            && tag["type"]?.Trim().ToLowerInvariant() is "application/rss+xml" or "application/atom+xml" or "application/feed+json" or "application/rdf+xml"
                or "text/rss+xml" or "text/xml" or "application/xml";
        return offers ? FeedLinks.Resolve(tag["href"] ?? "", url) : null;
    }
}
