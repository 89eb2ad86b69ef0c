using SahelWatch.Storage;

namespace SahelWatch.Stories.Batches;

/// <summary>
/// Writes what was decided, then moves the cursor past it. May be done by several runs at once and again after a crash: as long as the cursor names the batch,
/// nothing else may change the stories, so what stands in the way of a write is the same write, done by another run.
/// </summary>
internal sealed class BatchWriter(Stores stores)
{
    /// <summary>Another run writes each blob once: losing to it more often means that something else writes here.</summary>
    private const int Attempts = 5;

    /// <returns>False where another run finished the batch first.</returns>
    public async Task<bool> WriteAsync(Stored<GroupingCursor> cursor, Batch batch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The note comes first: a crash after it leaves a note too many, never one too few.
        await stores.Stories.NoteChangesAsync([.. batch.Stories.Select(w => w.Story.Id)], now, cancellationToken);
        foreach (var (story, etag) in batch.Stories)
        {
            if (!await WriteAsync(
                BlobNames.Story(story.Id), etag, found => stores.Stories.SaveAsync(story, found, cancellationToken), cursor, cancellationToken))
                return false;
        }

        foreach (var (day, content, etag) in batch.Segments)
        {
            if (content.IsEmpty)
                await stores.Index.DeleteAsync(day, cancellationToken);
            else if (!await WriteAsync(
                BlobNames.IndexSegment(day), etag, found => stores.Index.SaveAsync(day, content, found, cancellationToken), cursor, cancellationToken))
                return false;
        }

        return await stores.Index.SaveCursorAsync(cursor.Value.After(batch), cursor.ETag, cancellationToken) is not null;
    }

    /// <param name="etag">To replace; null to create.</param>
    /// <returns>False where the batch is no longer the one to write.</returns>
    private async Task<bool> WriteAsync(
        string name, string? etag, Func<string?, Task<string?>> save, Stored<GroupingCursor> cursor, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await save(etag) is not null)
                return true;
            // In this order: had the batch been finished before this reading, the cursor would tell; what changes after it makes the next write fail.
            etag = (await stores.Blobs.ReadAsync(name, cancellationToken))?.ETag;
            if (!await stores.Blobs.IsCurrentAsync(BlobNames.GroupingCursor, cursor.ETag, cancellationToken))
                return false;
        }

        throw new StorageException($"{name} was changed {Attempts} times while grouping wrote it: something other than SahelWatch writes there.");
    }
}
