using SahelWatch.Articles;
using SahelWatch.Feeds.Parsing;

namespace SahelWatch.Feeds;

/// <summary>What an entry can be known by; zero where it has no such mark, or one that it shares with others of its document.</summary>
internal sealed record EntryMark(ArticleId Article, ulong Guid, ulong Link, uint Title, uint Published);

/// <summary>Reads the marks of a document's entries.</summary>
internal static class EntryMarks
{
    /// <param name="home">The site's own page, which some feeds give as the address of every entry.</param>
    public static EntryMark[] Of(FeedId feed, IReadOnlyList<FeedEntry> entries, Uri? home)
    {
        var homeLink = home is null ? "" : CanonicalUrl.Of(home);
        var links = entries.Select(e => e.Url is null || CanonicalUrl.Of(e.Url) is var link && link == homeLink ? "" : link).ToArray();
        var sharedLinks = Shared(entries, i => links[i]);
        var sharedGuids = Shared(entries, i => entries[i].Id);
        return [.. entries.Select((entry, i) => Of(feed, entry, sharedGuids.Contains(entry.Id) ? "" : entry.Id, sharedLinks.Contains(links[i]) ? "" : links[i], links[i]))];
    }

    /// <summary>What two entries with different titles have in common says nothing about either.</summary>
    private static HashSet<string> Shared(IReadOnlyList<FeedEntry> entries, Func<int, string> mark)
    {
        var titles = new Dictionary<string, string>(entries.Count);
        var shared = new HashSet<string>();
        for (var i = 0; i < entries.Count; i++)
        {
            if (!titles.TryAdd(mark(i), entries[i].Title) && titles[mark(i)] != entries[i].Title)
                shared.Add(mark(i));
        }
        return shared;
    }

    private static EntryMark Of(FeedId feed, FeedEntry entry, string guid, string link, string sharedLink)
    {
        var published = SeenEntry.Minute(entry.Published);
        var name = link.Length > 0 ? link
            : guid.Length > 0 ? $"{feed} {guid}"   // a guid is unique within its feed at best
            : $"{feed} {sharedLink} {entry.Title} {published}";
        return new(ArticleId.From(name), SeenEntry.Hash48(guid), SeenEntry.Hash48(link), SeenEntry.Hash32(entry.Title), published);
    }
}
