using System.Text;
using System.Text.Unicode;

namespace SahelWatch.Feeds.Parsing;

/// <summary>
/// Bytes in, entries out, never an exception for bad input: tells the dialect, reads it the fast way, and the lenient way where that fails.
/// Fetches nothing and reads no clock: a date in the future is left to who polls.
/// </summary>
public static class FeedParser
{
    /// <param name="body">As it came, decompressed.</param>
    /// <param name="contentType">The HTTP header, for its charset; null where there is none.</param>
    /// <param name="url">Where the body came from, for relative addresses.</param>
    public static ParsedFeed Parse(ReadOnlyMemory<byte> body, string? contentType, Uri? url)
    {
        var fault = "";
        if (FeedEncoding.SaysUtf8(body.Span))
        {
            if (Sound(tree => Utf8Xml.TryRead(body.Span, tree) ? null : "", url, new ProblemList(), out fault) is { } plain)
                return plain;
            if (fault is not null && Sound(tree => StrictXml.ReadUtf8(body, tree), url, new ProblemList(), out fault) is { } sound)
                return sound;
        }

        var problems = new ProblemList();
        var encoding = FeedEncoding.Of(body.Span, contentType, problems, out var start);
        body = body[start..];
        if (encoding == Encodings.DamagedUtf8)
            (body, encoding, fault) = (MixedEncodings.ToUtf8(body.Span, problems), Encoding.UTF8, "");
        if (body.IsEmpty)
            return Nothing(problems, "The body is empty.");
        if (First(body.Span, encoding) is '{' or '[')
            return JsonFeed.Read(InUtf8(body, encoding).Span, url, problems);
        // What was refused as UTF-8, or was no feed, and is UTF-8 would only be so again.
        if ((fault is "" || encoding is not UTF8Encoding) && Sound(tree => StrictXml.Read(body, encoding, tree), url, problems, out fault) is { } decoded)
            return decoded;
        return Recovered(encoding.GetString(body.Span), fault, url, problems);
    }

    /// <param name="fault">What <paramref name="read"/> says is wrong; null where nothing is.</param>
    /// <returns>Null where something is, and where the document is well-formed but no feed.</returns>
    private static ParsedFeed? Sound(Func<FeedTree, string?> read, Uri? url, ProblemList problems, out string? fault)
    {
        using var tree = new FeedTree(url, problems);
        fault = read(tree);
        return fault is null && IsFeed(tree) ? ChannelAdapter.Read(tree, problems) : null;
    }

    private static ParsedFeed Recovered(string text, string? fault, Uri? url, ProblemList problems)
    {
        var found = new ProblemList();
        if (fault is not null)
            found.Add($"The document is not well-formed ({fault}).");
        using var tree = new FeedTree(url, found);
        new LenientXml(text, tree, found).Read();
        if (tree.Root is null)
            return HtmlPage.Is(text) ? HtmlPage.Read(text, url, problems) : Nothing(problems, "The body is neither a feed nor a web page.");
        foreach (var problem in found.All)
            problems.Add(problem);
        return ChannelAdapter.Read(tree, problems);
    }

    private static bool IsFeed(FeedTree tree) => tree.Entries.Count > 0
        || tree.Root?.Name is "rss" or "rdf:rdf" or "rdf" or "feed" or "atom:feed" or "channel" or "urlset" or "sitemapindex";

    private static ParsedFeed Nothing(ProblemList problems, string problem)
    {
        problems.Add(problem);
        return new ParsedFeed { Format = "none", Problems = problems.All };
    }

    private static char First(ReadOnlySpan<byte> body, Encoding encoding) =>
        encoding.GetString(body[..Math.Min(body.Length, 64)]).AsSpan().TrimStart() is [var first, ..] ? first : '\0';

    private static ReadOnlyMemory<byte> InUtf8(ReadOnlyMemory<byte> body, Encoding encoding) =>
        Utf8.IsValid(body.Span) && encoding is UTF8Encoding ? body : Encoding.UTF8.GetBytes(encoding.GetString(body.Span));
}
