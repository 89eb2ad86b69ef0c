namespace SahelWatch.Storage;

/// <summary>
/// Named blobs with conditional writes: all that SahelWatch asks of a store. One contract test class runs on every adapter.
/// Names are slash-separated and spelled in <see cref="BlobNames"/>. Transport failures are thrown as <see cref="StorageException"/>.
/// </summary>
public interface IBlobs
{
    /// <summary>The blob, or null where there is none.</summary>
    Task<Blob?> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>Whether the blob still has this ETag: for callers that keep in memory what they read.</summary>
    Task<bool> IsCurrentAsync(string name, string etag, CancellationToken cancellationToken);

    /// <summary>Writes a blob that must not exist yet. Null where it exists already: nothing is changed then.</summary>
    /// <returns>The ETag.</returns>
    Task<string?> CreateAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the blob if its ETag is still <paramref name="etag"/>. Null where another writer was first, or the blob is gone: nothing is changed then.
    /// A null can also follow a write of one's own whose answer was lost on the way: read again before concluding anything.
    /// </summary>
    /// <returns>The new ETag.</returns>
    Task<string?> ReplaceAsync(string name, ReadOnlyMemory<byte> content, string contentType, string etag, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the blob whatever stands there: the last writer wins. For notes that nothing is built on; a power cut may lose what a folder was given this way.
    /// </summary>
    Task PutAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken);

    /// <summary>
    /// The blobs whose names start with <paramref name="prefix"/>, in ordinal order of their names. A day's prefix at most: never the whole archive.
    /// </summary>
    /// <param name="after">Names up to and including this one are left out.</param>
    IAsyncEnumerable<string> ListAsync(string prefix, string? after, CancellationToken cancellationToken);

    /// <summary>Deletes the blob; nothing happens where there is none.</summary>
    Task DeleteAsync(string name, CancellationToken cancellationToken);

    /// <summary>Deletes the blob if its ETag is still <paramref name="etag"/>.</summary>
    /// <returns>False where another writer was first, or the blob is gone.</returns>
    Task<bool> DeleteAsync(string name, string etag, CancellationToken cancellationToken);
}

/// <summary>A blob's content and the ETag to replace it by.</summary>
public sealed record Blob(ReadOnlyMemory<byte> Content, string ETag);

/// <summary>
/// The store could not be reached or refused, or what it holds was written by a newer version: an outage, which ends what is being done. The message says what
/// was tried and what to do. One blob whose content makes no sense is another kind of fault: <see cref="GarbledException"/>.
/// </summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
