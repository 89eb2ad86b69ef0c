using System.Text.RegularExpressions;

namespace SahelWatch.Feeds.Addresses;

/// <summary>
/// One spelling for the many addresses under which one article goes round: https, no "www." or mobile host, no AMP variant, no tracking parameters, no
/// fragment, no closing slash, and the article behind a proxy that names it. What <see cref="Domain.ArticleId"/> is made from; not an address to fetch.
/// </summary>
public static partial class CanonicalUrl
{
    private const int MostWrappers = 3; // a proxy of a proxy of a proxy

    /// <summary>"/article/amp", "/article.amp", "/article.amp.html", and the file that a folder serves by itself.</summary>
    private static readonly string[] Variants = ["/amp", ".amp", ".amp.html", ".amp.htm", "/index.html", "/index.htm"];

    /// <param name="url">Absolute. What is not of the web comes back as it stands.</param>
    public static string Of(Uri url)
    {
        var given = url.OriginalString;
        return PlainAddress.TryRead(given, out var plain) && !UrlWrappers.IsProxy(plain.Host)
            ? Joined(plain.Host, "", plain.Path, Query(plain.Query, plain.Path), "")
            : OfAny(url);
    }

    /// <summary>The same for every address; for a plain one far slower.</summary>
    internal static string OfAny(Uri url)
    {
        for (var i = 0; i < MostWrappers && FeedLinks.IsWeb(url) && UrlWrappers.Within(url) is { } inner; i++)
            url = inner;
        if (!FeedLinks.IsWeb(url))
            return url.IsAbsoluteUri ? url.AbsoluteUri : url.OriginalString;
        var port = url.IsDefaultPort ? "" : $":{url.Port}";
        var fragment = url.Fragment.StartsWith("#!", StringComparison.Ordinal) ? url.Fragment : "";
        return Joined(
            UrlWrappers.HostOf(url).TrimEnd('.'), port, Sound(url.AbsolutePath), Query(url.Query.AsSpan().TrimStart('?'), url.AbsolutePath), fragment);
    }

    private static string Joined(ReadOnlySpan<char> host, string port, ReadOnlySpan<char> path, string query, string fragment) =>
        $"https://{Host(host)}{port}{Path(path)}{query}{fragment}";

    private static ReadOnlySpan<char> Host(ReadOnlySpan<char> host)
    {
        // "m.example.org" is example.org's; "m.org" is a site of its own.
        while (host is ['w' or 'm' or 'a' or 't', ..] && VariantLength(host) is > 0 and var length)
            host = host[length..];
        return host;
    }

    private static int VariantLength(ReadOnlySpan<char> host)
    {
        foreach (var variant in Variant().EnumerateMatches(host))
            return variant.Length;
        return 0;
    }

    /// <summary>Without sessions and doubled slashes.</summary>
    private static string Sound(string path)
    {
        path = Escaped(path);
        if (path.Contains(';', StringComparison.Ordinal))
            path = Session().Replace(path, "");
        if (path.Contains("//", StringComparison.Ordinal))
            path = Slashes().Replace(path, "/");
        return path;
    }

    private static ReadOnlySpan<char> Path(ReadOnlySpan<char> path)
    {
        var rest = path.TrimEnd('/');
        while (EndOf(rest) is > 0 and var length)
            rest = rest[..^length].TrimEnd('/');
        while (rest.StartsWith("/amp/", StringComparison.OrdinalIgnoreCase))
            rest = rest[4..];
        return rest;
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

    private static string Query(ReadOnlySpan<char> parameters, ReadOnlySpan<char> path)
    {
        // Blogger's mobile pages are named by a parameter; elsewhere "m" may be anything.
        var isPage = path.EndsWith(".html", StringComparison.OrdinalIgnoreCase);
        List<string>? kept = null;
        foreach (var range in parameters.Split('&'))
        {
            var parameter = parameters[range];
            if (!parameter.IsEmpty && !TrackingParameters.Contains(parameter) && !(isPage && parameter is "m=0" or "m=1"))
                (kept ??= []).Add(Escaped(parameter.ToString()));
        }

        return kept is null ? "" : $"?{string.Join('&', kept.Order(StringComparer.Ordinal).Distinct())}";
    }

    /// <summary>With the digits of its escapes in capitals (RFC 3986 section 6.2.2.1).</summary>
    private static string Escaped(string text) => text.Contains('%', StringComparison.Ordinal) ? Escape().Replace(text, e => e.Value.ToUpperInvariant()) : text;

    [GeneratedRegex(@"^(?:www\d?|m|mobile|amp|touch|wap)\.(?=[^.]+\.[^.]+)")]
    private static partial Regex Variant();

    [GeneratedRegex("%[0-9a-fA-F]{2}")]
    private static partial Regex Escape();

    [GeneratedRegex(";(?:jsessionid|phpsessid|sid)=[^/?]*", RegexOptions.IgnoreCase)]
    private static partial Regex Session();

    [GeneratedRegex("/{2,}")]
    private static partial Regex Slashes();
}
