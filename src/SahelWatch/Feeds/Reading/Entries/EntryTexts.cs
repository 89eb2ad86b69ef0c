using System.Xml.Linq;

namespace SahelWatch.Feeds.Reading.Entries;

/// <summary>The summary and the full text of an entry, as plain text.</summary>
internal static class EntryTexts
{
    public static readonly XName[] Summaries = FeedNames.Of("description", "summary", "atom:summary");
    public static readonly XName[] Contents = FeedNames.Of("content:encoded", "atom:content", "content", "fullitem", "body", "xhtml:body", "xhtml:div");
    private static readonly XName[] Lesser = FeedNames.Of("dc:description", "dcterms:abstract", "itunes:summary", "media:description", "abstract");

    /// <summary>The first description or summary in document order is the summary; a second one is the content if there is no other.</summary>
    public static (string Summary, string Content) Of(XElement entry, EntryParts parts, ProblemList problems)
    {
        string summary = "", second = "", content = "";
        foreach (var part in entry.Elements())
        {
            if (Array.IndexOf(Summaries, part.Name) >= 0)
            {
                if (summary.Length == 0)
                    summary = FeedText.Of(part, problems);
                else if (second.Length == 0)
                    second = FeedText.Of(part, problems);
            }
            else if (Array.IndexOf(Contents, part.Name) >= 0 && FeedText.Of(part, problems) is var text && text.Length > content.Length)
            {
                content = text;
            }
        }

        if (summary.Length == 0)
            summary = parts.Named(Lesser).Select(part => FeedText.Of(part, problems)).FirstOrDefault(text => text.Length > 0, "");
        return (summary, content.Length > 0 ? content : second);
    }
}
