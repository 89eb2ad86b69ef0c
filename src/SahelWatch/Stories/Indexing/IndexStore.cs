using SahelWatch.Storage;
using SahelWatch.Stories.Batches;

namespace SahelWatch.Stories.Indexing;

/// <summary>What grouping needs to know of the recent past, a segment of bytes a day. What the bytes mean is grouping's business.</summary>
public sealed class IndexStore(IBlobs blobs)
{
    private const string ContentType = "application/octet-stream";

    private readonly JsonBlobs<GroupingCursor> _cursor = new(blobs, GroupingCursor.NewestVersion, cursor => cursor.Version);

    /// <summary>Null before grouping ran for the first time, and where the cursor could not be read and was set aside.</summary>
    public Task<Stored<GroupingCursor>?> ReadCursorAsync(CancellationToken cancellationToken) =>
        _cursor.ReadOrSetAsideAsync(BlobNames.GroupingCursor, cancellationToken);

    /// <summary>The new ETag, or null where another grouping run was first.</summary>
    /// <param name="etag">Of the cursor as read; null where there was none.</param>
    public Task<string?> SaveCursorAsync(GroupingCursor cursor, string? etag, CancellationToken cancellationToken) =>
        _cursor.SaveAsync(BlobNames.GroupingCursor, cursor, etag, cancellationToken);

    /// <summary>The segments that exist from one day to another, both included, in order.</summary>
    public async Task<IReadOnlyList<IndexSegment>> ReadAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var days = Enumerable.Range(0, Math.Max(0, to.DayNumber - from.DayNumber + 1)).Select(from.AddDays).ToList();
        var segments = new IndexSegment?[days.Count];
        await Parallel.ForAsync(0, days.Count, cancellationToken, async (i, token) =>
            segments[i] = await ReadAsync(days[i], token));
        return [.. segments.OfType<IndexSegment>()];
    }

    /// <summary>One day's segment; null where there is none.</summary>
    public async Task<IndexSegment?> ReadAsync(DateOnly day, CancellationToken cancellationToken) =>
        await blobs.ReadAsync(BlobNames.IndexSegment(day), cancellationToken) is { } blob ? new IndexSegment(day, blob.Content, blob.ETag) : null;

    /// <summary>The new ETag, or null where the segment is no longer the one that was read.</summary>
    /// <param name="etag">Of the segment as read; null where the day has none yet.</param>
    public Task<string?> SaveAsync(DateOnly day, ReadOnlyMemory<byte> content, string? etag, CancellationToken cancellationToken) => etag is null
        ? blobs.CreateAsync(BlobNames.IndexSegment(day), content, ContentType, cancellationToken)
        : blobs.ReplaceAsync(BlobNames.IndexSegment(day), content, ContentType, etag, cancellationToken);

    /// <summary>Moves a segment that cannot be read out of the way.</summary>
    public Task SetAsideAsync(IndexSegment segment, CancellationToken cancellationToken) =>
        blobs.SetAsideAsync(BlobNames.IndexSegment(segment.Day), new Blob(segment.Content, segment.ETag), cancellationToken);

    public Task DeleteAsync(DateOnly day, CancellationToken cancellationToken) => blobs.DeleteAsync(BlobNames.IndexSegment(day), cancellationToken);
}

/// <summary>One day's part of the index.</summary>
public sealed record IndexSegment(DateOnly Day, ReadOnlyMemory<byte> Content, string ETag);
