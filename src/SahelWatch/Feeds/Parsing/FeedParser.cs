using System.Text;

namespace SahelWatch.Feeds.Parsing;

/// <summary>
/// Bytes in, entries out, never an exception for bad input: tells the dialect, reads it the fast way, and the lenient way where that fails.
/// Fetches nothing, reads no clock: dates in the future are left to who polls.
/// </summary>
public static class FeedParser
{
    /// <param name="body">As it came, decompressed.</param>
    /// <param name="contentType">The HTTP header, for its charset; null where there is none.</param>
    /// <param name="url">Where the body came from, for relative addresses.</param>
    public static ParsedFeed Parse(ReadOnlyMemory<byte> body, string? contentType, Uri? url)
    {
        var problems = new ProblemList();
        var tree = new FeedTree(url, problems);
        var fault = StrictXml.Read(new MemoryStream(body.ToArray()), Encoding.UTF8, tree);
        if (fault is not null)
            problems.Add($"The document is not well-formed ({fault}).");
        return ChannelAdapter.Read(tree, problems);
    }
}
