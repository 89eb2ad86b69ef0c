using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;
using SahelWatch.Feeds.Html;
using SahelWatch.Feeds.Reading;

namespace SahelWatch.Feeds.Recovery;

internal enum XmlToken
{
    Start,
    End,
    Text,
}

/// <summary>A tag or a run of text.</summary>
/// <param name="Name">In lower case, including its prefix; truncated if longer than any real name.</param>
/// <param name="Value">Text with its entities decoded.</param>
internal readonly record struct XmlPart(XmlToken Token, string Name, IReadOnlyList<FeedAttribute> Attributes, bool IsEmpty, string Value)
{
    public string? this[string attribute] => Attributes.FirstOrDefault(a => a.Name.Equals(attribute, StringComparison.OrdinalIgnoreCase)).Value;
}

/// <summary>
/// Splits text into tags and runs of text, however malformed, with AngleSharp's HTML tokenizer; <see cref="LenientXml"/> decides on their structure.
/// </summary>
internal static class XmlScanner
{
    /// <summary>Characters; a buffer for more is a large object, which the pool would keep for each thread.</summary>
    private const int PooledAtMost = 512 * 1024;

    public static IEnumerable<XmlPart> Scan(string text, ProblemList problems)
    {
        var entities = new DeclaredEntities();
        text = MissingEnds.Added(entities.Take(text), problems);
        using var tokenizer = new HtmlTokenizer(Source(text), HtmlEntityProvider.Resolver)
        {
            IsAcceptingCharacterData = true,
            IsNotConsumingCharacterReferences = true, // HTML would decode part of "?a=1&copy=2"
            IsPreservingAttributeNames = true,
            SkipComments = true,
            ShouldEmitAttribute = (ref tag, _) => tag.Attributes.Count < FeedLimits.Attributes,
        };
        while (tokenizer.Get() is { Type: not HtmlTokenType.EndOfFile } token)
        {
            if (token is HtmlTagToken tag)
                yield return Tag(tag, entities);
            else if (token.Type == HtmlTokenType.Character)
                yield return new(XmlToken.Text, "", [], false, IsCdata(text, token) ? token.Data : Decoded(token.Data, entities));
        }
    }

    /// <summary>The tokenizer rents a buffer as long as a text whose length it is told.</summary>
    private static TextSource Source(string text) => text.Length <= PooledAtMost ? new(new ReadOnlyMemoryTextSource(text)) : new(text);

    private static XmlPart Tag(HtmlTagToken tag, DeclaredEntities entities) => new(
        tag.Type == HtmlTokenType.StartTag ? XmlToken.Start : XmlToken.End,
        tag.Name.Length <= FeedLimits.Name ? tag.Name : tag.Name[..FeedLimits.Name],
        [.. tag.Attributes.Select(a => new FeedAttribute(a.Name, Decoded(a.Value, entities)))],
        tag.IsSelfClosing, "");

    private static bool IsCdata(string text, HtmlToken token) => text.AsSpan(token.Position.Index).StartsWith("<![CDATA[");

    private static string Decoded(string text, DeclaredEntities entities) => HtmlEntities.DecodedAll(text, entities) ?? text;
}
