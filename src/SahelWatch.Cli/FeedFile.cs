using System.CommandLine;
using SahelWatch.Articles;
using SahelWatch.Feeds;

namespace SahelWatch.Cli;

/// <summary>The feed list that a command line means: the named file, else feeds.opml of the data folder, else the shipped one, which a change writes to that file.</summary>
internal sealed class FeedFile
{
    private FeedFile(string path, IReadOnlyList<Feed> feeds) => (Path, Feeds) = (path, feeds);

    public string Path { get; }

    public IReadOnlyList<Feed> Feeds { get; }

    /// <exception cref="FeedListException">The file cannot be used.</exception>
    public static FeedFile Of(ParseResult line)
    {
        if (line.GetValue(GlobalOptions.Feeds)?.FullName is { } named)
            return new(named, File.Exists(named) ? FeedList.Read(named) : []);
        var path = System.IO.Path.Combine(line.GetValue(GlobalOptions.Data)?.FullName ?? System.IO.Path.GetFullPath("data"), "feeds.opml");
        return new(path, File.Exists(path) ? FeedList.Read(path) : FeedList.Shipped);
    }

    /// <summary>The feeds that are not on the list yet, added at its end. The file is whole at any moment: written beside and moved over.</summary>
    /// <exception cref="FeedListException">The file cannot be written.</exception>
    public IReadOnlyList<Feed> Add(IEnumerable<Feed> feeds)
    {
        var added = feeds.ExceptBy(Feeds.Select(f => f.Id), f => f.Id).ToList();
        if (added.Count > 0)
            Write([.. Feeds, .. added]);
        return added;
    }

    private void Write(IReadOnlyList<Feed> feeds)
    {
        var beside = Path + ".new";
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            using (var stream = File.Create(beside))
                FeedList.Write(stream, feeds, "SahelWatch");
            File.Move(beside, Path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FeedListException($"{Path}: {e.Message} Name a file that can be written with --feeds, or a folder with --data.", e);
        }
    }
}
