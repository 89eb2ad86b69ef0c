using System.Text.RegularExpressions;

namespace SahelWatch.Feeds.Addresses;

/// <summary>
/// One canonical form for the many addresses that an article is shared under: https, no "www." or mobile host, no AMP variant, no tracking parameters,
/// no fragment, no trailing slash, and the article's own address instead of a proxy's. <see cref="Domain.ArticleId"/> derives from it; not for fetching.
/// </summary>
public static partial class CanonicalUrl
{
    private const int MaxWrappers = 3; // a proxy of a proxy of a proxy

    /// <param name="url">Absolute. An address that is not http or https is returned unchanged.</param>
    public static string Of(Uri url)
    {
        for (var i = 0; i < MaxWrappers && FeedLinks.IsWeb(url) && UrlWrappers.Within(url) is { } inner; i++)
            url = inner;
        if (!FeedLinks.IsWeb(url))
            return url.IsAbsoluteUri ? url.AbsoluteUri : url.OriginalString;
        var host = HostVariant().Replace(UrlWrappers.HostOf(url), "");
        var port = url.IsDefaultPort ? "" : $":{url.Port}";
        var fragment = url.Fragment.StartsWith("#!", StringComparison.Ordinal) ? url.Fragment : "";
        return $"https://{host}{port}{Path(url.AbsolutePath)}{Query(url.Query, url.AbsolutePath)}{fragment}";
    }

    private static string Path(string path) =>
        PathStart().Replace(PathEnd().Replace(Slashes().Replace(Session().Replace(Escaped(path), ""), "/"), ""), "");

    private static string Query(string query, string path)
    {
        if (query.Length == 0)
            return "";
        // Blogger marks its mobile pages with this parameter; elsewhere "m" may mean anything.
        var isPage = path.EndsWith(".html", StringComparison.OrdinalIgnoreCase);
        var kept = query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(p => !TrackingParameters.Contains(p) && !(isPage && p is "m=0" or "m=1")).Select(Escaped).Order(StringComparer.Ordinal).Distinct();
        return string.Join('&', kept) is { Length: > 0 } joined ? $"?{joined}" : "";
    }

    /// <summary>Percent-encodings in upper case (RFC 3986 section 6.2.2.1).</summary>
    private static string Escaped(string text) => Escape().Replace(text, e => e.Value.ToUpperInvariant());

    /// <summary>"m.example.org" belongs to example.org, but "m.org" is a site of its own.</summary>
    [GeneratedRegex(@"^(?:(?:www\d?|m|mobile|amp|touch|wap)\.(?=[^.]+\.[^.]+))+")]
    private static partial Regex HostVariant();

    [GeneratedRegex("^(?:/amp(?=/))+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PathStart();

    /// <summary>"/article/amp", "/article.amp", "/article.amp.html", and the default document of a folder. Matched from the end, to take linear time.</summary>
    [GeneratedRegex(@"(?:/(?:amp|index\.html?)?|\.amp(?:\.html?)?)+\z", RegexOptions.RightToLeft | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PathEnd();

    [GeneratedRegex("%[0-9a-fA-F]{2}")]
    private static partial Regex Escape();

    [GeneratedRegex(";(?:jsessionid|phpsessid|sid)=[^/?]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Session();

    [GeneratedRegex("/{2,}")]
    private static partial Regex Slashes();
}
