using System.Security.Cryptography;
using System.Text;

namespace SahelWatch.Articles;

/// <summary>Names an article: 16 lower-case hex digits of the SHA-256 of its canonical URL, so that every run that sees the article names it alike.</summary>
public readonly record struct ArticleId(string Value)
{
    /// <param name="canonicalUrl">The address with tracking, AMP and mobile variants folded (<c>Feeds/CanonicalUrl</c>), or the entry's guid where it has no address.</param>
    public static ArticleId From(string canonicalUrl) => new(ContentHash.Of(canonicalUrl));

    public override string ToString() => Value;
}

/// <summary>Names a feed: 16 hex digits of the SHA-256 of the address it is listed under.</summary>
public readonly record struct FeedId(string Value)
{
    public static FeedId From(Uri url) => new(ContentHash.Of(url.AbsoluteUri));

    public override string ToString() => Value;
}

/// <summary>Names a story: the id of the article that founded it, so that the id is known before anything is stored and survives growth.</summary>
public readonly record struct StoryId(string Value)
{
    public static StoryId FoundedBy(ArticleId article) => new(article.Value);

    public override string ToString() => Value;
}

/// <summary>The one hash from which ids are made: 64 bits of SHA-256, as 16 lower-case hex digits.</summary>
public static class ContentHash
{
    private const int Bytes = 8; // 64 bits: among 10 million ids a collision has a chance of about 3 in a million

    public static string Of(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, Bytes));
}
