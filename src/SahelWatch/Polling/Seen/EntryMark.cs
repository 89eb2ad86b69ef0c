using SahelWatch.Feeds.Addresses;

namespace SahelWatch.Polling.Seen;

/// <summary>What identifies an entry; a mark is zero if it is missing, or shared with other entries of the document.</summary>
/// <param name="Name">What the article's id is derived from; hashed only when needed, which it is not for an entry found by its marks.</param>
internal readonly record struct EntryMark(string Name, ulong Guid, ulong Link, uint Title, uint Published)
{
    /// <summary>The article's id as a number.</summary>
    public ulong Article => ContentHash.NumberOf(Name);
}

/// <summary>Computes the marks of a document's entries.</summary>
internal static class EntryMarks
{
    /// <param name="home">The site's home page, which some feeds give as the address of every entry.</param>
    public static EntryMark[] Of(FeedId feed, IReadOnlyList<FeedEntry> entries, Uri? home)
    {
        var homeLink = home is null ? "" : CanonicalUrl.Of(home);
        string[] links = [.. entries.Select(e => e.Url is { } url && CanonicalUrl.Of(url) is var link && link != homeLink ? link : "")];
        var (sharedLinks, sharedGuids) = (Shared(entries, links), Shared(entries, [.. entries.Select(e => e.Id)]));
        return [.. entries.Zip(links, (entry, link) =>
        {
            var isShared = sharedLinks.Contains(link);
            var guid = sharedGuids.Contains(entry.Id) ? "" : isShared ? entry.Id : WithoutVersion(entry.Id, entry.Url);
            return Of(feed, entry, guid, isShared ? "" : link, link);
        })];
    }

    /// <summary>Some sites use the article's address as its identifier and count versions in the fragment ("…/articles/c1#2").</summary>
    private static string WithoutVersion(string guid, Uri? link) =>
        guid.IndexOf('#', StringComparison.Ordinal) is > 0 and var fragment
            && link?.OriginalString.StartsWith(guid[..fragment], StringComparison.Ordinal) == true ? guid[..fragment] : guid;

    /// <summary>The marks that different entries of the document have in common, which therefore identify neither.</summary>
    private static HashSet<string> Shared(IReadOnlyList<FeedEntry> entries, string[] marks)
    {
        var first = new Dictionary<string, FeedEntry>(marks.Length, StringComparer.Ordinal);
        var shared = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < marks.Length; i++)
        {
            if (!first.TryAdd(marks[i], entries[i]) && AreDifferent(first[marks[i]], entries[i]))
                shared.Add(marks[i]);
        }
        return shared;
    }

    /// <summary>Different bulletins may have the same title ("Communiqué"); an article that is listed twice has the same identifier, date or text.</summary>
    private static bool AreDifferent(FeedEntry one, FeedEntry other) => one.Title != other.Title
        || ((one.Id != other.Id || one.Id.Length == 0) && one.Published != other.Published && (one.Summary != other.Summary || one.Content != other.Content));

    private static EntryMark Of(FeedId feed, FeedEntry entry, string guid, string link, string sharedLink)
    {
        var published = SeenEntry.Minute(entry.Published);
        var name = link.Length > 0 ? link
            : guid.Length > 0 ? $"{feed} {guid}" // a guid is at best unique within its feed
            : $"{feed} {sharedLink} {entry.Title} {published}";
        return new(name, SeenEntry.Hash48(guid), SeenEntry.Hash48(link), SeenEntry.Hash32(entry.Title), published);
    }
}
