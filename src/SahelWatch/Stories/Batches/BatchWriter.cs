using SahelWatch.Storage;
using SahelWatch.Stories.Indexing;

namespace SahelWatch.Stories.Batches;

/// <summary>
/// Writes a decided batch, then moves the cursor past it. May be run by several processes at once and again after a crash: as long as the cursor contains the
/// batch, nothing else may change the stories, so a conflict can only be the same write by another run.
/// </summary>
internal sealed class BatchWriter(Stores stores)
{
    /// <summary>Another run writes each blob only once; losing more often means that something else is writing.</summary>
    private const int Attempts = 5;

    /// <returns>False if another run finished the batch first.</returns>
    public async Task<bool> WriteAsync(Stored<GroupingCursor> cursor, Batch batch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The note first: a crash after it leaves a superfluous note, but never a missing one.
        await stores.Stories.NoteChangesAsync([.. batch.Stories.Select(w => w.Story.Id)], now, cancellationToken);
        foreach (var write in batch.Stories)
        {
            if (!await WriteAsync(write, cursor, cancellationToken))
                return false;
        }

        foreach (var segment in batch.Segments)
        {
            if (segment.Content.IsEmpty)
                await stores.Index.DeleteAsync(segment.Day, cancellationToken);
            else if (!await MergeAsync(segment, cursor, cancellationToken))
                return false;
        }

        return await stores.Index.SaveCursorAsync(cursor.Value.After(batch), cursor.ETag, cancellationToken) is not null;
    }

    /// <returns>False if the batch is no longer current.</returns>
    private async Task<bool> WriteAsync(StoryWrite write, Stored<GroupingCursor> cursor, CancellationToken cancellationToken)
    {
        var (name, etag) = (BlobNames.Story(write.Story.Id), write.ETag);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await stores.Stories.SaveAsync(write.Story, etag, cancellationToken) is not null)
                return true;
            // In this order: if the batch had been completed before this read, the cursor would show it; any later change makes the next write fail.
            etag = (await stores.Blobs.ReadAsync(name, cancellationToken))?.ETag;
            if (!await IsCurrentAsync(cursor, cancellationToken))
                return false;
        }

        throw Disturbed(name);
    }

    /// <returns>As above.</returns>
    private async Task<bool> MergeAsync(SegmentWrite write, Stored<GroupingCursor> cursor, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await stores.Index.ReadAsync(write.Day, cancellationToken);
            if (stored?.ETag != write.ETag && !await IsCurrentAsync(cursor, cancellationToken))
                return false;
            // A segment that has been lost or damaged since is left alone: the next reader of the index notices and rebuilds the day.
            if ((stored is null && write.ETag is not null) || SegmentFormat.Merge(stored?.Content ?? default, write.Content) is not { } merged)
                return true;
            if (await stores.Index.SaveAsync(write.Day, merged, stored?.ETag, cancellationToken) is not null)
                return true;
        }

        throw Disturbed(BlobNames.IndexSegment(write.Day));
    }

    private Task<bool> IsCurrentAsync(Stored<GroupingCursor> cursor, CancellationToken cancellationToken) =>
        stores.Blobs.IsCurrentAsync(BlobNames.GroupingCursor, cursor.ETag, cancellationToken);

    private static StorageException Disturbed(string name) =>
        new($"{name} was changed {Attempts} times while grouping wrote it: something other than SahelWatch writes there.");
}
