namespace SahelWatch.Storage;

/// <summary>
/// Named blobs with conditional writes: all that SahelWatch needs from a store. One contract test class runs against every adapter.
/// Names are slash-separated and defined in <see cref="BlobNames"/>. Transport failures are thrown as <see cref="StorageException"/>.
/// </summary>
public interface IBlobs
{
    /// <summary>The blob, or null if it does not exist.</summary>
    Task<Blob?> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>Whether the blob still has this ETag, for callers that cache it.</summary>
    Task<bool> IsCurrentAsync(string name, string etag, CancellationToken cancellationToken);

    /// <summary>Writes a blob that must not exist yet. Null, without changing anything, if it exists already.</summary>
    /// <returns>The ETag.</returns>
    Task<string?> CreateAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the blob if its ETag is still <paramref name="etag"/>. Null, without changing anything, if another writer was first or the blob is gone.
    /// Null may also mean that the write succeeded but its response was lost and a retry failed: read the blob again before drawing conclusions.
    /// </summary>
    /// <returns>The new ETag.</returns>
    Task<string?> ReplaceAsync(string name, ReadOnlyMemory<byte> content, string contentType, string etag, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the blob unconditionally: the last writer wins. Only for data that nothing depends on, since in a folder a power failure may lose it.
    /// </summary>
    Task PutAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken);

    /// <summary>
    /// The names that start with <paramref name="prefix"/>, in ordinal order. Use a prefix for at most a day, never for the whole archive.
    /// </summary>
    /// <param name="after">Names up to and including this one are skipped.</param>
    IAsyncEnumerable<string> ListAsync(string prefix, string? after, CancellationToken cancellationToken);

    /// <summary>Deletes the blob if it exists.</summary>
    Task DeleteAsync(string name, CancellationToken cancellationToken);

    /// <summary>Deletes the blob if its ETag is still <paramref name="etag"/>.</summary>
    /// <returns>False if another writer was first or the blob is gone.</returns>
    Task<bool> DeleteAsync(string name, string etag, CancellationToken cancellationToken);
}

/// <summary>A blob's content, and its ETag for conditional writes.</summary>
public sealed record Blob(ReadOnlyMemory<byte> Content, string ETag);

/// <summary>
/// The store is unreachable or denies access, or its content was written by a newer version: an outage, which ends the current work. The message says what
/// failed and what to do. For a single unreadable blob, see <see cref="GarbledException"/>.
/// </summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// A blob exists but its content is unreadable. Callers that can do without it set it aside (<see cref="Quarantine"/>); others let the exception
/// end only the work that depends on that blob.
/// </summary>
public sealed class GarbledException(string blob, string problem, Exception? inner = null)
    : Exception($"{blob} cannot be read: {problem} Restore it from a backup, or move it away: the next run continues without it.", inner)
{
    public string Blob { get; } = blob;
}
