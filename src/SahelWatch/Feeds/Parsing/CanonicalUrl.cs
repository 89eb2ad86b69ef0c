namespace SahelWatch.Feeds.Parsing;

/// <summary>One spelling for the many addresses of one article; what <see cref="Articles.ArticleId"/> is made from. Not an address to fetch.</summary>
public static class CanonicalUrl
{
    public static string Of(Uri url) => $"https://{url.IdnHost}{url.PathAndQuery}".TrimEnd('/');
}
