using System.Runtime.CompilerServices;
using SahelWatch.Domain;
using SahelWatch.Storage;

namespace SahelWatch.Stories;

/// <summary>The stories. Grouping is their only writer; a record of changes tells digests which ones to read, so that nobody lists the archive.</summary>
public sealed class StoryStore(IBlobs blobs)
{
    private readonly JsonBlobs<Story> _stories = new(blobs, StorageJson.Readable.Story, version: 1, story => story.Version);
    private readonly JsonBlobs<StoryChanges> _changes = new(blobs, StorageJson.Readable.StoryChanges, version: 1, changes => changes.Version);

    public Task<Stored<Story>?> ReadAsync(StoryId id, CancellationToken cancellationToken) => _stories.ReadAsync(BlobNames.Story(id), cancellationToken);

    /// <summary>Those that exist, in the order asked for.</summary>
    public Task<IReadOnlyList<Stored<Story>>> ReadAsync(IReadOnlyList<StoryId> ids, CancellationToken cancellationToken) =>
        _stories.ReadManyAsync([.. ids.Select(BlobNames.Story)], cancellationToken);

    /// <summary>The new ETag, or null where another grouping run wrote the story first: end this run, its articles come again.</summary>
    /// <param name="etag">Of the story as read; null where it is new.</param>
    public Task<string?> SaveAsync(Story story, string? etag, CancellationToken cancellationToken) =>
        _stories.SaveAsync(BlobNames.Story(story.Id), story, etag, cancellationToken);

    /// <summary>
    /// Notes which stories a run is about to change: call it before the first is saved, so that a crash between leaves a note too many and never one too few.
    /// </summary>
    public async Task NoteChangesAsync(IReadOnlyList<StoryId> stories, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (stories.Count == 0)
            return;
        var changes = new StoryChanges { Time = now, Stories = stories };
        for (var n = 0; await _changes.CreateAsync(BlobNames.Changes(now, n), changes, cancellationToken) is null; n++)
        {
            // Another run noted changes within the same millisecond: take the next number.
        }
    }

    /// <summary>The stories that changed from <paramref name="since"/> until now, each once, as they are now. Reads the changes of those days, and the stories.</summary>
    public async Task<IReadOnlyList<Story>> ChangedAsync(DateTimeOffset since, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = new HashSet<StoryId>();
        for (var day = BlobNames.DayOf(since); day <= BlobNames.DayOf(now); day = day.AddDays(1))
        {
            await foreach (var id in DayAsync(day, cancellationToken))
                ids.Add(id);
        }

        return [.. (await ReadAsync([.. ids], cancellationToken)).Select(stored => stored.Value).Where(story => story.Changed >= since)];
    }

    /// <summary>The stories noted as changed on a day (UTC); a story may come twice.</summary>
    public async IAsyncEnumerable<StoryId> DayAsync(DateOnly day, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var names = await blobs.ListAsync(BlobNames.ChangesDay(day), after: null, cancellationToken).ToListAsync(cancellationToken);
        foreach (var changes in await _changes.ReadManyAsync(names, cancellationToken))
        {
            foreach (var id in changes.Value.Stories)
                yield return id;
        }
    }
}

/// <summary>The stories that one grouping run changed.</summary>
public sealed record StoryChanges
{
    public int Version { get; init; } = 1;

    public required DateTimeOffset Time { get; init; }

    public required IReadOnlyList<StoryId> Stories { get; init; }
}
