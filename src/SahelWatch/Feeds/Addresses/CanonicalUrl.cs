using System.Text.RegularExpressions;

namespace SahelWatch.Feeds.Addresses;

/// <summary>
/// One canonical form for the many addresses that an article is shared under: https, no "www." or mobile host, no AMP variant, no tracking parameters,
/// no fragment, no trailing slash, and the article's own address instead of a proxy's. <see cref="Domain.ArticleId"/> derives from it; not for fetching.
/// </summary>
public static partial class CanonicalUrl
{
    private const int MaxWrappers = 3; // a proxy of a proxy of a proxy

    /// <summary>"/article/amp", "/article.amp", "/article.amp.html", and the default document of a folder.</summary>
    private static readonly string[] Variants = ["/amp", ".amp", ".amp.html", ".amp.htm", "/index.html", "/index.htm"];

    /// <param name="url">Absolute. An address that is not http or https is returned unchanged.</param>
    public static string Of(Uri url)
    {
        var given = url.OriginalString;
        return PlainAddress.TryRead(given, out var plain) && !UrlWrappers.IsProxy(plain.Host)
            ? Joined(plain.Host, "", plain.Path, Query(plain.Query, plain.Path), "")
            : OfAny(url);
    }

    /// <summary>The general case, which is far slower for a plain address.</summary>
    internal static string OfAny(Uri url)
    {
        for (var i = 0; i < MaxWrappers && FeedLinks.IsWeb(url) && UrlWrappers.Within(url) is { } inner; i++)
            url = inner;
        if (!FeedLinks.IsWeb(url))
            return url.IsAbsoluteUri ? url.AbsoluteUri : url.OriginalString;
        var port = url.IsDefaultPort ? "" : $":{url.Port}";
        var fragment = url.Fragment.StartsWith("#!", StringComparison.Ordinal) ? url.Fragment : "";
        return Joined(
            UrlWrappers.HostOf(url).TrimEnd('.'), port, Normalized(url.AbsolutePath), Query(url.Query.AsSpan().TrimStart('?'), url.AbsolutePath), fragment);
    }

    private static string Joined(ReadOnlySpan<char> host, string port, ReadOnlySpan<char> path, string query, string fragment) =>
        $"https://{Host(host)}{port}{Path(path)}{query}{fragment}";

    private static ReadOnlySpan<char> Host(ReadOnlySpan<char> host)
    {
        // "m.example.org" belongs to example.org, but "m.org" is a site of its own.
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

    /// <summary>Removes session ids and doubled slashes.</summary>
    private static string Normalized(string path)
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
        while (SuffixLength(rest) is > 0 and var length)
            rest = rest[..^length].TrimEnd('/');
        while (rest.StartsWith("/amp/", StringComparison.OrdinalIgnoreCase))
            rest = rest[4..];
        return rest;
    }

    /// <summary>The length of a suffix that names a variant of the page; 0 if there is none.</summary>
    private static int SuffixLength(ReadOnlySpan<char> path)
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
        // Blogger marks its mobile pages with this parameter; elsewhere "m" may mean anything.
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

    /// <summary>Percent-encodings in upper case (RFC 3986 section 6.2.2.1).</summary>
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
