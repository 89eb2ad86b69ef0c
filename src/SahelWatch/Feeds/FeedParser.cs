using SahelWatch.Feeds.Charsets;
using SahelWatch.Feeds.Reading;
using SahelWatch.Feeds.Recovery;

namespace SahelWatch.Feeds;

/// <summary>
/// Turns bytes into entries and never throws for bad input: decodes the body and loads it as XML, repairing it first if it is not well-formed.
/// Fetches nothing and reads no clock, so dates in the future are left to the caller.
/// </summary>
public static class FeedParser
{
    /// <param name="body">Decompressed.</param>
    /// <param name="contentType">The HTTP header, for its charset.</param>
    /// <param name="url">Where the body came from, to resolve relative addresses.</param>
    public static ParsedFeed Parse(ReadOnlyMemory<byte> body, string? contentType, Uri? url)
    {
        var problems = new ProblemList();
        var text = BodyText.Of(body, contentType, problems);
        if (text.Bytes.IsEmpty)
            return Nothing(problems, "The body is empty.");
        if (text.IsJson())
            return JsonFeed.Read(text.Bytes.Span, url, problems);
        var found = new ProblemList(problems);
        if (XmlLoader.Load(text.Open(), found, out var fault) is { IsFeed: true } document)
            return FeedAdapter.Read(document, url, found);
        found = new ProblemList(problems);
        if (fault is not null)
            found.Add($"The document is not well-formed ({fault}).");
        var repaired = new LenientXml(text.Whole, new FeedDocumentBuilder(found), found).Read();
        if (repaired.Root is not null)
            return FeedAdapter.Read(repaired, url, found);
        return HtmlPage.Is(text.Whole) ? HtmlPage.Read(text.Whole, url, problems) : Nothing(problems, "The body is neither a feed nor a web page.");
    }

    private static ParsedFeed Nothing(ProblemList problems, string problem)
    {
        problems.Add(problem);
        return new ParsedFeed { Format = "none", Problems = problems.All };
    }
}
