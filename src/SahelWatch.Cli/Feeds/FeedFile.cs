using SahelWatch.Feeds.Opml;
using SahelWatch.Inputs;
using SahelWatch.Settings;
using SahelWatch.Storage;

namespace SahelWatch.Cli.Feeds;

/// <summary>
/// The feed list that a command works on, the same that a run uses (<see cref="CurrentInputs"/>), and where changes are written to: the file given on the
/// command line, storage if it holds the list or is an account, the file in the settings, or else feeds.opml in the data folder.
/// </summary>
/// <param name="place">Where changes are written to, for messages.</param>
/// <param name="store">Null if the list is a file.</param>
internal sealed class FeedFile(string place, ReadOnlyMemory<byte> content, InputStore? store = null)
{
    public string Place => place;

    /// <summary>The list as OPML, including what other feed readers wrote into it.</summary>
    public ReadOnlyMemory<byte> Content => content;

    public IReadOnlyList<Feed> Feeds { get; } = FeedList.Read(content, place);

    /// <exception cref="InputException">The list is unusable.</exception>
    public static async Task<FeedFile> OfAsync(App app, ParseResult line, CancellationToken cancellationToken)
    {
        if (line.GetValue(GlobalOptions.Feeds)?.FullName is { } named)
            return new(named, File.Exists(named) ? InputFile.Content(named) : FeedList.Write([], "SahelWatch"));
        var (store, place) = (app.Get<InputStore>(), $"{BlobNames.Config(InputFile.Feeds)} in {app.Storage.Place}");
        if (await store.ReadAsync(InputFile.Feeds, cancellationToken) is { } stored)
            return new(place, stored.Content, store);
        if (app.Get<SahelWatchOptions>().FeedList is { Length: > 0 } set)
            return new(Path.GetFullPath(set), InputFile.Content(set));
        return app.Storage.IsFolder
            ? new(Path.Combine(Path.GetFullPath(app.Storage.Folder), InputFile.Feeds), InputFile.Shipped(InputFile.Feeds))
            : new(place, InputFile.Shipped(InputFile.Feeds), store);
    }

    /// <summary>Adds the feeds that are not on the list yet.</summary>
    /// <returns>The feeds added.</returns>
    public async Task<IReadOnlyList<Feed>> AddAsync(IEnumerable<Feed> feeds, CancellationToken cancellationToken)
    {
        var added = feeds.ExceptBy(Feeds.Select(f => f.Id), f => f.Id).ToList();
        if (added.Count > 0)
            await SaveAsync(FeedList.With(content, place, added), cancellationToken);
        return added;
    }

    /// <returns>False if the list has no such feed.</returns>
    public async Task<bool> RemoveAsync(FeedId feed, CancellationToken cancellationToken)
    {
        if (Feeds.All(f => f.Id != feed))
            return false;
        await SaveAsync(FeedList.Without(content, place, new HashSet<FeedId> { feed }), cancellationToken);
        return true;
    }

    /// <summary>Replaces a file atomically, by writing a new one beside it and renaming that.</summary>
    private async Task SaveAsync(byte[] opml, CancellationToken cancellationToken)
    {
        if (store is not null)
        {
            await store.SetAsync(InputFile.Feeds, opml, cancellationToken);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        await File.WriteAllBytesAsync($"{place}.new", opml, cancellationToken);
        File.Move($"{place}.new", place, overwrite: true);
    }
}
