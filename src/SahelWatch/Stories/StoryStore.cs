using SahelWatch.Storage;

namespace SahelWatch.Stories;

/// <summary>Stores the stories. Only grouping writes them; change notes tell digests which ones to read, so that nobody has to list the archive.</summary>
public sealed class StoryStore(IBlobs blobs)
{
    /// <summary>The maximum number of notes within one millisecond: beyond that, the store is refusing writes with "already exists".</summary>
    private const int MostNotes = 100;

    private readonly JsonBlobs<Story> _stories = new(blobs, version: 1, story => story.Version);
    private readonly JsonBlobs<StoryChanges> _changes = new(blobs, version: 1, changes => changes.Version);

    public Task<Stored<Story>?> ReadAsync(StoryId id, CancellationToken cancellationToken) =>
        _stories.ReadOrSetAsideAsync(BlobNames.Story(id), cancellationToken);

    /// <summary>The stories that exist and can be read, in the order of the ids.</summary>
    public Task<IReadOnlyList<Stored<Story>>> ReadAsync(IReadOnlyList<StoryId> ids, CancellationToken cancellationToken) =>
        _stories.ReadManyOrSetAsideAsync([.. ids.Select(BlobNames.Story)], cancellationToken);

    /// <summary>The new ETag; null if the story has changed since it was read.</summary>
    /// <param name="etag">The ETag of the story as read; null if it is new.</param>
    public Task<string?> SaveAsync(Story story, string? etag, CancellationToken cancellationToken) =>
        _stories.SaveAsync(BlobNames.Story(story.Id), story, etag, cancellationToken);

    /// <summary>
    /// Notes which stories a run is about to change. Call it before saving the first, so that a crash leaves a superfluous note but never a missing one.
    /// </summary>
    public async Task NoteChangesAsync(IReadOnlyList<StoryId> stories, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (stories.Count == 0)
            return;
        var changes = new StoryChanges { Time = now, Stories = stories };
        for (var n = 0; n < MostNotes; n++)
        {
            // Another run may have noted changes in the same millisecond, so try the next number.
            if (await _changes.CreateAsync(BlobNames.Changes(now, n), changes, cancellationToken) is not null)
                return;
        }

        throw new StorageException($"{BlobNames.Changes(now, 0)} and {MostNotes - 1} more could not be created: the store says that they exist already.");
    }

    /// <summary>
    /// The stories that changed since <paramref name="since"/>, each once, in their current state. Reads the notes of those days, and the stories.
    /// Includes tomorrow's notes, since the clock of the process that wrote them may have been ahead of this one.
    /// </summary>
    public async Task<IReadOnlyList<Story>> ChangedAsync(DateTimeOffset since, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = await NotedAsync(BlobNames.DayOf(since), BlobNames.DayOf(now).AddDays(1), null, cancellationToken);
        return [.. (await ReadAsync(ids, cancellationToken)).Select(stored => stored.Value).Where(story => story.Changed >= since)];
    }

    /// <summary>The stories of one note; none if it is unreadable.</summary>
    public async Task<IReadOnlyList<StoryId>> NotedAsync(string note, CancellationToken cancellationToken) =>
        (await _changes.ReadOrSetAsideAsync(note, cancellationToken))?.Value.Stories ?? [];

    /// <summary>The stories noted as changed since a time, by the clocks that noted them. Lists the notes since then and reads no story.</summary>
    public Task<IReadOnlyList<StoryId>> NotedSinceAsync(DateTimeOffset since, DateTimeOffset now, CancellationToken cancellationToken) =>
        NotedAsync(BlobNames.DayOf(since), BlobNames.DayOf(now).AddDays(1), BlobNames.Changes(since, 0), cancellationToken);

    /// <summary>The stories noted as changed from one day (UTC) to another, both included.</summary>
    /// <param name="after">The last note of the first day to be left out; null for none.</param>
    public async Task<IReadOnlyList<StoryId>> NotedAsync(DateOnly first, DateOnly last, string? after, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        for (var day = first; day <= last; day = day.AddDays(1))
            names.AddRange(await blobs.ListAsync(BlobNames.ChangesDay(day), day == first ? after : null, cancellationToken).ToListAsync(cancellationToken));
        return [.. (await _changes.ReadManyOrSetAsideAsync(names, cancellationToken)).SelectMany(c => c.Value.Stories).Distinct()];
    }
}

/// <summary>The stories changed by one grouping run.</summary>
public sealed record StoryChanges
{
    public int Version { get; init; } = 1;

    public required DateTimeOffset Time { get; init; }

    public required IReadOnlyList<StoryId> Stories { get; init; }
}
