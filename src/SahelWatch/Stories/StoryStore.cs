using System.Runtime.CompilerServices;
using SahelWatch.Domain;
using SahelWatch.Storage;

namespace SahelWatch.Stories;

/// <summary>The stories. Grouping is their only writer; a record of changes tells digests which ones to read, so that nobody lists the archive.</summary>
public sealed class StoryStore(IBlobs blobs)
{
    /// <summary>Notes that are written within one millisecond: more of them are a store that refuses and says "exists already".</summary>
    private const int MostNotes = 100;

    private readonly JsonBlobs<Story> _stories = new(blobs, StorageJson.Readable.Story, version: 1, story => story.Version);
    private readonly JsonBlobs<StoryChanges> _changes = new(blobs, StorageJson.Readable.StoryChanges, version: 1, changes => changes.Version);

    public Task<Stored<Story>?> ReadAsync(StoryId id, CancellationToken cancellationToken) =>
        _stories.ReadOrSetAsideAsync(BlobNames.Story(id), cancellationToken);

    /// <summary>Those that exist and can be read, in the order asked for.</summary>
    public Task<IReadOnlyList<Stored<Story>>> ReadAsync(IReadOnlyList<StoryId> ids, CancellationToken cancellationToken) =>
        _stories.ReadManyOrSetAsideAsync([.. ids.Select(BlobNames.Story)], cancellationToken);

    /// <summary>The new ETag, or null where the story is no longer the one that was read.</summary>
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
        for (var n = 0; n < MostNotes; n++)
        {
            // Another run may have noted changes within the same millisecond: take the next number then.
            if (await _changes.CreateAsync(BlobNames.Changes(now, n), changes, cancellationToken) is not null)
                return;
        }

        throw new StorageException($"{BlobNames.Changes(now, 0)} and {MostNotes - 1} more could not be created: the store says that they exist already.");
    }

    /// <summary>
    /// The stories that changed from <paramref name="since"/> until now, each once, as they are now. Reads the changes of those days, and the stories.
    /// Tomorrow's too: the clock that noted them may have run ahead of this one.
    /// </summary>
    public async Task<IReadOnlyList<Story>> ChangedAsync(DateTimeOffset since, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = new HashSet<StoryId>();
        for (var day = BlobNames.DayOf(since); day <= BlobNames.DayOf(now).AddDays(1); day = day.AddDays(1))
        {
            await foreach (var id in DayAsync(day, cancellationToken))
                ids.Add(id);
        }

        return [.. (await ReadAsync([.. ids], cancellationToken)).Select(stored => stored.Value).Where(story => story.Changed >= since)];
    }

    /// <summary>The stories of one note; none where it cannot be read.</summary>
    public async Task<IReadOnlyList<StoryId>> NotedAsync(string note, CancellationToken cancellationToken) =>
        (await _changes.ReadOrSetAsideAsync(note, cancellationToken))?.Value.Stories ?? [];

    /// <summary>The stories that were noted as changed after a time, by the clocks that noted them. Lists what came since and reads no story.</summary>
    public async Task<IReadOnlyList<StoryId>> NotedSinceAsync(DateTimeOffset since, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        for (var day = BlobNames.DayOf(since); day <= BlobNames.DayOf(now).AddDays(1); day = day.AddDays(1))
        {
            var after = day == BlobNames.DayOf(since) ? BlobNames.Changes(since, 0) : null;
            names.AddRange(await blobs.ListAsync(BlobNames.ChangesDay(day), after, cancellationToken).ToListAsync(cancellationToken));
        }

        return [.. (await _changes.ReadManyOrSetAsideAsync(names, cancellationToken)).SelectMany(c => c.Value.Stories).Distinct()];
    }

    /// <summary>The stories noted as changed on a day (UTC); a story may come twice.</summary>
    public async IAsyncEnumerable<StoryId> DayAsync(DateOnly day, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var names = await blobs.ListAsync(BlobNames.ChangesDay(day), after: null, cancellationToken).ToListAsync(cancellationToken);
        foreach (var changes in await _changes.ReadManyOrSetAsideAsync(names, cancellationToken))
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
