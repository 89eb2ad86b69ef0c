using System.Xml;
using System.Xml.Linq;
using SahelWatch.Domain;

namespace SahelWatch.Feeds.Opml;

/// <summary>Feed lists as OPML 2.0 (opml.org/spec2.opml), as other readers write and read it: what they add to an outline is kept and written back.</summary>
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
        return Read(stream, "the shipped feed list");
    });

    /// <summary>The outlets that come with SahelWatch.</summary>
    public static IReadOnlyList<Feed> Shipped => LazyShipped.Value;

    /// <exception cref="FeedListException">There is no such file, or it cannot be used.</exception>
    public static IReadOnlyList<Feed> Read(string path, ICollection<string>? unusable = null)
    {
        using var stream = Open(path);
        return Read(stream, path, unusable);
    }

    /// <summary>Every outline with an xmlUrl, in the file's order; of those with one address the first.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="unusable">Takes what is wrong with single outlines, which are then left out; null where one of them makes the list unusable.</param>
    /// <exception cref="FeedListException">All that is wrong with the file, with line numbers.</exception>
    public static IReadOnlyList<Feed> Read(Stream stream, string name, ICollection<string>? unusable = null)
    {
        var feeds = new List<Feed>();
        var problems = unusable ?? new List<string>();
        Walk(OpmlDocument.Load(stream, name).Body, "", name, feeds, problems);
        if (unusable is null && problems.Count > 0)
            throw new FeedListException(string.Join(Environment.NewLine, problems.Take(MaxProblems)));
        return [.. feeds.DistinctBy(f => f.Id)];
    }

    public static void Write(Stream stream, IEnumerable<Feed> feeds, string title)
    {
        var document = OpmlDocument.Empty(title);
        foreach (var feed in feeds)
            document.Add(feed);
        document.Save(stream);
    }

    /// <summary>A list as it stands (head, comments, folders and whatever else), with more feeds at the end of their folders.</summary>
    /// <param name="name">The list's name, for messages.</param>
    /// <exception cref="FeedListException">The list cannot be used.</exception>
    public static byte[] With(ReadOnlyMemory<byte> list, string name, IEnumerable<Feed> added) => Changed(list, name, document =>
    {
        foreach (var feed in added)
            document.Add(feed);
    });

    /// <summary>The same without some feeds.</summary>
    public static byte[] Without(ReadOnlyMemory<byte> list, string name, IReadOnlySet<FeedId> removed) =>
        Changed(list, name, document => document.Remove(removed));

    private static byte[] Changed(ReadOnlyMemory<byte> list, string name, Action<OpmlDocument> change)
    {
        using var input = new MemoryStream(list.ToArray(), writable: false);
        var document = OpmlDocument.Load(input, name);
        change(document);
        using var output = new MemoryStream();
        document.Save(output);
        return output.ToArray();
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FeedListException($"{path}: {e.Message} Name an OPML file that can be read.", e);
        }
    }

    /// <summary>A file that had to be mended has no lines to name any more.</summary>
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

/// <summary>A feed list that cannot be used: the message names the file, the line and what to do.</summary>
public sealed class FeedListException(string message, Exception? inner = null) : InputException(message, inner);
