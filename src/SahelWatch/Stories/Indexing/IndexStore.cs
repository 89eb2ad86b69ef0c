using SahelWatch.Storage;
using SahelWatch.Stories.Batches;

namespace SahelWatch.Stories.Indexing;

/// <summary>Stores what grouping needs to know of the recent past, a segment for each day, and how far it has come.</summary>
internal sealed class IndexStore(IBlobs blobs)
{
    private readonly JsonBlobs<GroupingCursor> _cursor = new(blobs, GroupingCursor.NewestVersion, cursor => cursor.Version);
    private readonly JsonBlobs<IndexSegment> _segments = new(blobs, version: 1, segment => segment.Version);

    /// <summary>Null before grouping ran for the first time, and where the cursor could not be read and was set aside.</summary>
    public Task<Stored<GroupingCursor>?> ReadCursorAsync(CancellationToken cancellationToken) =>
        _cursor.ReadOrSetAsideAsync(BlobNames.GroupingCursor, cancellationToken);

    /// <summary>The new ETag, or null where another grouping run was first.</summary>
    /// <param name="etag">Of the cursor as read; null where there was none.</param>
    public Task<string?> SaveCursorAsync(GroupingCursor cursor, string? etag, CancellationToken cancellationToken) =>
        _cursor.SaveAsync(BlobNames.GroupingCursor, cursor, etag, cancellationToken);

    /// <summary>The segments that exist from one day to another, both included, in order. One that cannot be read is set aside.</summary>
    public Task<IReadOnlyList<Stored<IndexSegment>>> ReadAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        _segments.ReadManyOrSetAsideAsync(
            [.. Enumerable.Range(0, Math.Max(0, to.DayNumber - from.DayNumber + 1)).Select(i => BlobNames.IndexSegment(from.AddDays(i)))], cancellationToken);

    /// <summary>The new ETag, or null where the segment is no longer the one that was read.</summary>
    /// <param name="etag">Of the segment as read; null where the day has none yet.</param>
    public Task<string?> SaveAsync(IndexSegment segment, string? etag, CancellationToken cancellationToken) =>
        _segments.SaveAsync(BlobNames.IndexSegment(segment.Day), segment, etag, cancellationToken);

    public Task DeleteAsync(DateOnly day, CancellationToken cancellationToken) => blobs.DeleteAsync(BlobNames.IndexSegment(day), cancellationToken);
}

/// <summary>One day's part of the index: the articles first seen on it, in the order of their ids.</summary>
internal sealed record IndexSegment(DateOnly Day, IReadOnlyList<IndexedArticle> Articles)
{
    public int Version { get; init; } = 1;

    /// <summary>With the changed articles in it, in the place of those that it has of them.</summary>
    public IndexSegment With(IReadOnlyList<IndexedArticle> changed) => this with
    {
        Articles = [.. Articles.ExceptBy(changed.Select(c => c.Id), a => a.Id).Concat(changed).OrderBy(a => a.Id.Value, StringComparer.Ordinal)],
    };
}
