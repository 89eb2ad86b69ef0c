using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SahelWatch.Domain;

/// <summary>Identifies an article: 16 lower-case hex digits of the SHA-256 of its canonical URL, so that every run assigns the same id.</summary>
public readonly record struct ArticleId(string Value)
{
    /// <param name="canonicalUrl">The address without tracking, AMP and mobile variants (<c>CanonicalUrl</c>), or the entry's guid if there is none.</param>
    public static ArticleId From(string canonicalUrl) => new(ContentHash.Of(canonicalUrl));

    /// <summary>The id whose 16 digits are this number, a compact form for storage.</summary>
    public static ArticleId Of(ulong number) => new(number.ToString("x16", CultureInfo.InvariantCulture));

    public override string ToString() => Value;
}

/// <summary>Identifies a feed: 16 hex digits of the SHA-256 of the address it is listed under.</summary>
public readonly record struct FeedId(string Value)
{
    public static FeedId From(Uri url) => new(ContentHash.Of(url.AbsoluteUri));

    public override string ToString() => Value;
}

/// <summary>Identifies a story: the id of the article that founded it, so that the id is known before anything is stored and survives growth.</summary>
public readonly record struct StoryId(string Value)
{
    public static StoryId FoundedBy(ArticleId article) => new(article.Value);

    public override string ToString() => Value;
}

/// <summary>
/// The hash that all ids are derived from: 64 bits of SHA-256, as 16 lower-case hex digits. Among 10 million ids a collision has a chance of about 3 in a
/// million.
/// </summary>
public static class ContentHash
{
    public static string Of(string content) => NumberOf(content).ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The same 64 bits as a number, big-endian.</summary>
    public static ulong NumberOf(string content) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}
