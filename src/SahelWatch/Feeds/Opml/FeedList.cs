using System.Xml;
using System.Xml.Linq;

namespace SahelWatch.Feeds.Opml;

/// <summary>Feed lists as OPML 2.0 (opml.org/spec2.opml). Attributes that other feed readers add to an outline are kept and written back.</summary>
public static class FeedList
{
    /// <summary>
    /// The attribute of <see cref="Feed.Attributes"/> that holds the folders around an outline, outermost first, separated by <see cref="FolderSeparator"/>.
    /// </summary>
    public const string Folder = "/folder";

    /// <summary>A control character: no name in an XML file can contain it.</summary>
    public const char FolderSeparator = '\u001F';

    private const int MaxProblems = 10;

    private static readonly Lazy<IReadOnlyList<Feed>> LazyShipped = new(() =>
    {
        using var stream = typeof(FeedList).Assembly.GetManifestResourceStream("SahelWatch.Feeds.Data.sahel.opml")!;
        using var opml = new MemoryStream();
        stream.CopyTo(opml);
        return Read(opml.ToArray(), "the shipped feed list");
    });

    /// <summary>The outlets that come with SahelWatch.</summary>
    public static IReadOnlyList<Feed> Shipped => LazyShipped.Value;

    /// <summary>Reads every outline with an xmlUrl, in file order; of duplicate addresses only the first.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="unusable">Collects the problems of outlines, which are then skipped; if null, one such outline makes the list unusable.</param>
    /// <exception cref="InputException">What is wrong with the file, with line numbers.</exception>
    public static IReadOnlyList<Feed> Read(ReadOnlyMemory<byte> list, string name, ICollection<string>? unusable = null)
    {
        var feeds = new List<Feed>();
        var problems = unusable ?? new List<string>();
        Walk(OpmlDocument.Load(list, name).Body, "", name, feeds, problems);
        if (unusable is null && problems.Count > 0)
            throw new InputException(string.Join(Environment.NewLine, problems.Take(MaxProblems)));
        return [.. feeds.DistinctBy(f => f.Id)];
    }

    public static byte[] Write(IEnumerable<Feed> feeds, string title) => OpmlDocument.Empty(title).With(feeds).ToBytes();

    /// <summary>Adds feeds at the end of their folders and leaves the rest of the list (head, comments, folders…) unchanged.</summary>
    /// <param name="name">The list's name, for messages.</param>
    /// <exception cref="InputException">The list is unusable.</exception>
    public static byte[] With(ReadOnlyMemory<byte> list, string name, IEnumerable<Feed> added) =>
        OpmlDocument.Load(list, name).With(added).ToBytes();

    /// <summary>Removes feeds and leaves the rest of the list unchanged.</summary>
    public static byte[] Without(ReadOnlyMemory<byte> list, string name, IReadOnlySet<FeedId> removed) =>
        OpmlDocument.Load(list, name).Without(removed).ToBytes();

    /// <summary>A file that had to be repaired has no line numbers.</summary>
    private static string Place(IXmlLineInfo outline, string name) => outline.HasLineInfo() ? $"{name}, line {outline.LineNumber}" : name;

    private static void Walk(XElement parent, string folder, string name, List<Feed> feeds, ICollection<string> problems)
    {
        foreach (var outline in parent.Elements(parent.Name.Namespace + "outline"))
        {
            if (OpmlOutline.IsComment(outline))
                continue;
            var within = folder;
            if (OpmlOutline.IsFeed(outline))
            {
                if (OpmlOutline.Read(outline, folder, out var problem) is { } feed)
                    feeds.Add(feed);
                else
                    problems.Add($"{Place(outline, name)}: {problem}");
            }
            else
            {
                var label = OpmlOutline.Label(outline);
                within = folder.Length == 0 ? label : folder + FolderSeparator + label;
            }
            Walk(outline, within, name, feeds, problems);
        }
    }
}
