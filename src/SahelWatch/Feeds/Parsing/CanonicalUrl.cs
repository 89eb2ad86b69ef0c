using System.Text.RegularExpressions;

namespace SahelWatch.Feeds.Parsing;

/// <summary>
/// One spelling for the many addresses under which one article goes round: https, no "www." or mobile host, no AMP variant, no tracking parameters, no fragment, no closing slash,
/// and the article behind a proxy that names it. What <see cref="Articles.ArticleId"/> is made from; not an address to fetch.
/// </summary>
public static partial class CanonicalUrl
{
    private const int MostWrappers = 3; // a proxy of a proxy of a proxy

    /// <summary>"/article/amp", "/article.amp", "/article.amp.html", and the file that a folder serves by itself.</summary>
    private static readonly string[] Variants = ["/amp", ".amp", ".amp.html", ".amp.htm", "/index.html", "/index.htm"];

    /// <param name="url">Absolute. What is not of the web comes back as it stands.</param>
    public static string Of(Uri url)
    {
        for (var i = 0; i < MostWrappers && FeedLinks.IsWeb(url) && UrlWrappers.Within(url) is { } inner; i++)
            url = inner;
        if (!FeedLinks.IsWeb(url))
            return url.IsAbsoluteUri ? url.AbsoluteUri : url.OriginalString;
        var port = url.IsDefaultPort ? "" : $":{url.Port}";
        var fragment = url.Fragment.StartsWith("#!", StringComparison.Ordinal) ? url.Fragment : "";
        return $"https://{Host(url.IdnHost)}{port}{Path(url.AbsolutePath)}{Query(url.Query, url.AbsolutePath)}{fragment}";
    }

    private static string Host(string host)
    {
        host = host.ToLowerInvariant().TrimEnd('.');
        // "m.example.org" is example.org's; "m.org" is a site of its own.
        while (Variant().Match(host) is { Success: true } variant)
            host = host[variant.Length..];
        return host;
    }

    private static string Path(string path)
    {
        path = Escape().Replace(path, e => e.Value.ToUpperInvariant());
        path = Session().Replace(path, "");
        path = Slashes().Replace(path, "/");
        var rest = path.AsSpan().TrimEnd('/');
        while (EndOf(rest) is > 0 and var length)
            rest = rest[..^length].TrimEnd('/');
        while (rest.StartsWith("/amp/", StringComparison.OrdinalIgnoreCase))
            rest = rest[4..];
        return rest.ToString();
    }

    /// <summary>How many characters at the end name a variant of the page; 0 where none do.</summary>
    private static int EndOf(ReadOnlySpan<char> path)
    {
        foreach (var ending in Variants)
        {
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return ending.Length;
        }

        return 0;
    }

    private static string Query(string query, string path)
    {
        // Blogger's mobile pages are named by a parameter; elsewhere "m" may be anything.
        var page = path.EndsWith(".html", StringComparison.OrdinalIgnoreCase);
        var kept = query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(p => !TrackingParameters.Contains(p) && !(page && p is "m=0" or "m=1"))
            .Select(p => Escape().Replace(p, e => e.Value.ToUpperInvariant()))
            .Order(StringComparer.Ordinal).Distinct().ToArray();
        return kept.Length == 0 ? "" : $"?{string.Join('&', kept)}";
    }

    [GeneratedRegex(@"^(?:www\d?|m|mobile|amp|touch|wap)\.(?=[^.]+\.[^.]+)")]
    private static partial Regex Variant();

    [GeneratedRegex("%[0-9a-fA-F]{2}")]
    private static partial Regex Escape();

    [GeneratedRegex(";(?:jsessionid|phpsessid|sid)=[^/?]*", RegexOptions.IgnoreCase)]
    private static partial Regex Session();

    [GeneratedRegex("/{2,}")]
    private static partial Regex Slashes();
}
