using System.Collections.Frozen;
using SahelWatch.Domain;
using SahelWatch.Feeds.Addresses;

namespace SahelWatch.Polling.Seen;

/// <summary>What an entry can be known by; zero where it has no such mark, or one that it shares with others of its document.</summary>
/// <param name="Name">What the article's id is made from; hashed only where it is asked for, which of an entry known by its marks it never is.</param>
internal readonly record struct EntryMark(string Name, ulong Guid, ulong Link, uint Title, uint Published)
{
    /// <summary>The id as a number.</summary>
    public ulong Article => ContentHash.NumberOf(Name);
}

/// <summary>Reads the marks of a document's entries.</summary>
internal static class EntryMarks
{
    private const int OnStack = 128; // entries: nearly every document

    /// <param name="home">The site's own page, which some feeds give as the address of every entry.</param>
    public static EntryMark[] Of(FeedId feed, IReadOnlyList<FeedEntry> entries, Uri? home)
    {
        var homeLink = home is null ? "" : CanonicalUrl.Of(home);
        var links = new string[entries.Count];
        var guids = new string[entries.Count];
        for (var i = 0; i < links.Length; i++)
        {
            links[i] = entries[i].Url is { } url && CanonicalUrl.Of(url) is var link && link != homeLink ? link : "";
            guids[i] = entries[i].Id;
        }

        var (sharedLinks, sharedGuids) = (Shared(entries, links), Shared(entries, guids));
        var marks = new EntryMark[entries.Count];
        for (var i = 0; i < marks.Length; i++)
        {
            var isShared = sharedLinks.Contains(links[i]);
            var guid = sharedGuids.Contains(guids[i]) ? "" : isShared ? guids[i] : WithoutVersion(guids[i], entries[i].Url);
            marks[i] = Of(feed, entries[i], guid, isShared ? "" : links[i], links[i]);
        }

        return marks;
    }

    /// <summary>Some sites number the versions of an article in the fragment of an identifier that is its address otherwise ("…/articles/c1#2").</summary>
    private static string WithoutVersion(string guid, Uri? link) =>
        guid.IndexOf('#', StringComparison.Ordinal) is > 0 and var fragment
            && link?.OriginalString.StartsWith(guid[..fragment], StringComparison.Ordinal) == true ? guid[..fragment] : guid;

    /// <summary>What two entries of one document that are not the same have in common says nothing about either.</summary>
    private static IReadOnlySet<string> Shared(IReadOnlyList<FeedEntry> entries, string[] marks)
    {
        if (AreDistinct(marks))
            return FrozenSet<string>.Empty;
        var first = new Dictionary<string, FeedEntry>(marks.Length, StringComparer.Ordinal);
        var shared = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < marks.Length; i++)
        {
            if (!first.TryAdd(marks[i], entries[i]) && AreDifferent(first[marks[i]], entries[i]))
                shared.Add(marks[i]);
        }
        return shared;
    }

    /// <summary>Bulletins have one title for all of them ("Communiqué"); an article shown twice keeps its identifier, its date or its text.</summary>
    private static bool AreDifferent(FeedEntry one, FeedEntry other) => one.Title != other.Title
        || ((one.Id != other.Id || one.Id.Length == 0) && one.Published != other.Published && (one.Summary != other.Summary || one.Content != other.Content));

    /// <summary>So it is in nearly every document, and the hashes tell without a table of the texts. What has no mark shares none.</summary>
    private static bool AreDistinct(string[] marks)
    {
        var hashes = marks.Length <= OnStack ? stackalloc ulong[OnStack] : new ulong[marks.Length];
        hashes = hashes[..marks.Length];
        for (var i = 0; i < marks.Length; i++)
            hashes[i] = SeenEntry.Hash48(marks[i]);
        hashes.Sort();
        for (var i = 1; i < hashes.Length; i++)
        {
            if (hashes[i] == hashes[i - 1] && hashes[i] != 0)
                return false;
        }

        return true;
    }

    private static EntryMark Of(FeedId feed, FeedEntry entry, string guid, string link, string sharedLink)
    {
        var published = SeenEntry.Minute(entry.Published);
        var name = link.Length > 0 ? link
            : guid.Length > 0 ? $"{feed} {guid}"   // a guid is unique within its feed at best
            : $"{feed} {sharedLink} {entry.Title} {published}";
        return new(name, SeenEntry.Hash48(guid), SeenEntry.Hash48(link), SeenEntry.Hash32(entry.Title), published);
    }
}
