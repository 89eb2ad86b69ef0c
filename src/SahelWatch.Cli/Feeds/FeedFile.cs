using System.CommandLine;
using Microsoft.Extensions.Configuration;
using SahelWatch.Domain;
using SahelWatch.Feeds.Opml;
using SahelWatch.Settings;

namespace SahelWatch.Cli.Feeds;

/// <summary>
/// The feed list that a command line means, the same that a run goes by: the named file, else feeds.opml of the data folder, else the file of the settings, else the shipped list, which a
/// change writes to feeds.opml.
/// </summary>
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
        if (!File.Exists(path) && FromSettings() is { } set)
            return new(set, FeedList.Read(set));
        return new(path, File.Exists(path) ? FeedList.Read(path) : FeedList.Shipped);
    }

    /// <summary>The feeds that are not on the list yet, added at its end. The file is whole at any moment: written beside and moved over.</summary>
    /// <exception cref="FeedListException">The file cannot be written.</exception>
    public IReadOnlyList<Feed> Add(IEnumerable<Feed> feeds)
    {
        var added = feeds.ExceptBy(Feeds.Select(f => f.Id), f => f.Id).ToList();
        if (added.Count > 0)
            Replace(stream => Write(stream, added));
        return added;
    }

    /// <summary>The list as OPML: a file as it stands, with all that other readers wrote into it.</summary>
    /// <param name="added">Feeds that are not on it yet.</param>
    public void Write(Stream stream, IReadOnlyList<Feed> added)
    {
        if (File.Exists(Path))
            FeedList.Extend(Path, added, stream);
        else
            FeedList.Write(stream, [.. Feeds, .. added], "SahelWatch");
    }

    private static string? FromSettings() =>
        new ConfigurationBuilder().AddLocalSettings(Environment.CurrentDirectory).Build()[$"{SahelWatchOptions.Section}:{nameof(SahelWatchOptions.FeedList)}"] is { Length: > 0 } path
            ? System.IO.Path.GetFullPath(path)
            : null;

    private void Replace(Action<Stream> write)
    {
        var beside = Path + ".new";
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            using (var stream = File.Create(beside))
                write(stream);
            File.Move(beside, Path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FeedListException($"{Path}: {e.Message} Name a file that can be written with --feeds, or a folder with --data.", e);
        }
    }
}
