using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;

namespace SahelWatch.Feeds.Addresses;

/// <summary>Extracts the article's own address from that of a redirect or proxy: search engines, AMP caches, Google News.</summary>
internal static partial class UrlWrappers
{
    private static readonly string[] Parameters = AddressTable.Words("targets");
    private static readonly string[] Redirectors = Array.ConvertAll(AddressTable.Words("redirectors"), site => $".{site}");

    /// <returns>Null if the address wraps no other, or not readably.</returns>
    public static Uri? Within(Uri url)
    {
        var host = HostOf(url);
        if (host.EndsWith(".cdn.ampproject.org", StringComparison.Ordinal))
            return AfterMarker(url);
        if (host is "news.google.com")
            return FromGoogleNews(url.AbsolutePath);
        var dotted = $".{host}";
        if (!Array.Exists(Redirectors, site => dotted.EndsWith(site, StringComparison.Ordinal)))
            return null;
        return url.AbsolutePath.StartsWith("/amp/", StringComparison.Ordinal) ? AfterMarker(url) : FromQuery(url.Query);
    }

    /// <summary>The host in DNS form, in lower case; as written if it is not a valid name, for example because of a wrong encoding.</summary>
    public static string HostOf(Uri url)
    {
        try
        {
            return url.IdnHost.ToLowerInvariant().TrimEnd('.');
        }
        catch (UriFormatException)
        {
            return url.Host.ToLowerInvariant();
        }
    }

    /// <summary>"/c/s/example.org/article" in a cache, "/amp/s/example.org/article" at Google: "s" stands for https.</summary>
    private static Uri? AfterMarker(Uri url)
    {
        var parts = url.AbsolutePath.TrimStart('/').Split('/', 2);
        if (parts.Length < 2)
            return null;
        var target = parts[1].StartsWith("s/", StringComparison.Ordinal) ? parts[1][2..] : parts[1];
        return target.Contains('.', StringComparison.Ordinal) && Uri.TryCreate($"https://{target}{url.Query}", UriKind.Absolute, out var inner)
            && FeedLinks.IsWeb(inner) ? inner : null;
    }

    private static Uri? FromQuery(string query) => query.TrimStart('?').Split('&').Select(parameter => parameter.Split('=', 2))
        .Where(p => p.Length == 2 && Parameters.Contains(p[0], StringComparer.OrdinalIgnoreCase))
        .Select(p => Uri.UnescapeDataString(p[1])).Where(target => target.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        .Select(target => FeedLinks.Resolve(target, null)).FirstOrDefault(inner => inner is not null);

    /// <summary>Until 2024 the article's token was Base64 that contained the address; later tokens are opaque, so the proxy's address has to do.</summary>
    private static Uri? FromGoogleNews(string path)
    {
        var token = path[(path.LastIndexOf('/') + 1)..];
        var bytes = new byte[token.Length];
        if (!path.Contains("/articles/", StringComparison.Ordinal) || !Base64Url.TryDecodeFromChars(token.TrimEnd('='), bytes, out var length))
            return null;
        return FeedLinks.Resolve(Address().Match(Encoding.Latin1.GetString(bytes, 0, length)).Value, null);
    }

    [GeneratedRegex("http[!-~]*")]
    private static partial Regex Address();
}
