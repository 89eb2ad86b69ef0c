using SahelWatch.Feeds.Opml;
using SahelWatch.Inputs;
using SahelWatch.Settings;
using SahelWatch.Storage;

namespace SahelWatch.Cli.Feeds;

/// <summary>
/// The feed list that a command works on, the same that a run uses (<see cref="CurrentInputs"/>), and where changes are written to: the file given on the
/// command line, storage if it holds the list or is an account, the file in the settings, or else feeds.opml in the data folder.
/// </summary>
internal sealed class FeedFile
{
    private readonly InputStore? _store; // null if the list is a file
    private readonly ReadOnlyMemory<byte> _content;

    private FeedFile(string place, ReadOnlyMemory<byte> content, IReadOnlyList<Feed> feeds, InputStore? store = null) =>
        (Place, _content, Feeds, _store) = (place, content, feeds, store);

    /// <summary>Where changes are written to, for messages.</summary>
    public string Place { get; }

    public IReadOnlyList<Feed> Feeds { get; }

    /// <exception cref="FeedListException">The list is unusable.</exception>
    public static async Task<FeedFile> OfAsync(App app, ParseResult line, CancellationToken cancellationToken)
    {
        if (line.GetValue(GlobalOptions.Feeds)?.FullName is { } named)
            return File.Exists(named) ? FromFile(named) : new(named, Written([]), []);
        var store = app.Get<InputStore>();
        if (await store.ReadAsync(InputFile.Feeds, cancellationToken) is { } stored)
            return new($"{BlobNames.Config(InputFile.Feeds)} in {app.Storage.Place}", stored.Content, Read(stored.Content), store);
        if (app.Get<SahelWatchOptions>().FeedList is { Length: > 0 } set)
            return FromFile(Path.GetFullPath(set));
        return app.Storage.IsFolder
            ? new(Path.Combine(Path.GetFullPath(app.Storage.Folder), InputFile.Feeds), Written(FeedList.Shipped), FeedList.Shipped)
            : new($"{BlobNames.Config(InputFile.Feeds)} in {app.Storage.Place}", Written(FeedList.Shipped), FeedList.Shipped, store);
    }

    /// <summary>The list as OPML, including what other feed readers wrote into it.</summary>
    public ReadOnlyMemory<byte> Content => _content;

    /// <summary>Adds the feeds that are not on the list yet.</summary>
    /// <returns>The feeds added.</returns>
    public async Task<IReadOnlyList<Feed>> AddAsync(IEnumerable<Feed> feeds, CancellationToken cancellationToken)
    {
        var added = feeds.ExceptBy(Feeds.Select(f => f.Id), f => f.Id).ToList();
        if (added.Count > 0)
            await SaveAsync(FeedList.With(_content, Place, added), cancellationToken);
        return added;
    }

    /// <returns>False if the list has no such feed.</returns>
    public async Task<bool> RemoveAsync(FeedId feed, CancellationToken cancellationToken)
    {
        if (Feeds.All(f => f.Id != feed))
            return false;
        await SaveAsync(FeedList.Without(_content, Place, new HashSet<FeedId> { feed }), cancellationToken);
        return true;
    }

    private static FeedFile FromFile(string path)
    {
        var feeds = FeedList.Read(path); // first, because it reports what is wrong with the file
        return new(path, File.ReadAllBytes(path), feeds);
    }

    private static IReadOnlyList<Feed> Read(ReadOnlyMemory<byte> content)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        return FeedList.Read(stream, BlobNames.Config(InputFile.Feeds));
    }

    private static byte[] Written(IReadOnlyList<Feed> feeds)
    {
        using var stream = new MemoryStream();
        FeedList.Write(stream, feeds, "SahelWatch");
        return stream.ToArray();
    }

    /// <summary>Replaces a file atomically, by writing a new one beside it and renaming that.</summary>
    private async Task SaveAsync(byte[] opml, CancellationToken cancellationToken)
    {
        if (_store is not null)
        {
            await _store.SetAsync(InputFile.Feeds, opml, cancellationToken);
            return;
        }

        var beside = Place + ".new";
        Directory.CreateDirectory(Path.GetDirectoryName(Place)!);
        await File.WriteAllBytesAsync(beside, opml, cancellationToken);
        File.Move(beside, Place, overwrite: true);
    }
}
