using System.Buffers.Text;
using System.Text;

namespace SahelWatch.Feeds.Addresses;

/// <summary>Extracts the article's own address from that of a redirect or proxy: search engines, AMP caches, Google News.</summary>
internal static class UrlWrappers
{
    private static readonly string[] Parameters = AddressTable.Words("targets");
    private static readonly string[] Redirectors = AddressTable.Words("redirectors");

    /// <returns>Null if the address wraps no other, or not readably.</returns>
    public static Uri? Within(Uri url)
    {
        var host = HostOf(url);
        if (host.EndsWith(".cdn.ampproject.org", StringComparison.Ordinal))
            return AfterMarker(url);
        if (host is "news.google.com")
            return FromGoogleNews(url.AbsolutePath);
        if (!Redirects(host))
            return null;
        return url.AbsolutePath.StartsWith("/amp/", StringComparison.Ordinal) ? AfterMarker(url) : FromQuery(url.Query);
    }

    /// <summary>The host in DNS form, in lower case; as written if it is not a valid name, for example because of a wrong encoding.</summary>
    public static string HostOf(Uri url)
    {
        try
        {
            return url.IdnHost.ToLowerInvariant();
        }
        catch (UriFormatException)
        {
            return url.Host.ToLowerInvariant();
        }
    }

    /// <summary>Whether <see cref="Within"/> has anything to look for.</summary>
    /// <param name="host">In lower case.</param>
    public static bool IsProxy(ReadOnlySpan<char> host) => host.EndsWith(".cdn.ampproject.org") || Redirects(host);

    private static bool Redirects(ReadOnlySpan<char> host)
    {
        foreach (var redirector in Redirectors)
        {
            if (host.EndsWith(redirector, StringComparison.Ordinal) && (host.Length == redirector.Length || host[^(redirector.Length + 1)] == '.'))
                return true;
        }

        return false;
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

    private static Uri? FromQuery(string query)
    {
        foreach (var parameter in query.TrimStart('?').Split('&'))
        {
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !Parameters.Contains(parameter[..equals], StringComparer.OrdinalIgnoreCase))
                continue;
            var value = Uri.UnescapeDataString(parameter[(equals + 1)..]);
            if (value.StartsWith("http", StringComparison.OrdinalIgnoreCase) && FeedLinks.Resolve(value, null) is { } inner)
                return inner;
        }

        return null;
    }

    /// <summary>Until 2024 the article's token was Base64 that contained the address; later tokens are opaque, so the proxy's address has to do.</summary>
    private static Uri? FromGoogleNews(string path)
    {
        var token = path[(path.LastIndexOf('/') + 1)..];
        var bytes = new byte[token.Length];
        if (!path.Contains("/articles/", StringComparison.Ordinal) || !Base64Url.TryDecodeFromChars(token.TrimEnd('='), bytes, out var length))
            return null;
        var decoded = Encoding.Latin1.GetString(bytes, 0, length);
        var start = decoded.IndexOf("http", StringComparison.Ordinal);
        if (start < 0)
            return null;
        var end = start;
        while (end < decoded.Length && decoded[end] is > ' ' and < '\x7F')
            end++;
        return FeedLinks.Resolve(decoded[start..end], null);
    }
}
