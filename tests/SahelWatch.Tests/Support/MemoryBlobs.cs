using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using SahelWatch.Storage;

namespace SahelWatch.Tests.Support;

/// <summary>
/// Blobs in memory, for tests that need thousands of writes; it passes the same contract tests as the real stores. Can be told to die at a write.
/// </summary>
internal sealed class MemoryBlobs : IBlobs
{
    private readonly ConcurrentDictionary<string, Blob> _blobs = new(StringComparer.Ordinal);
    private long _generation;

    private int _reads;
    private int _writes;

    public int Reads => _reads;

    public int Writes => _writes;

    /// <summary>Writes that still succeed before every further one throws; negative: no end.</summary>
    public int WritesLeft { get; set; } = -1;

    /// <summary>Whether the write that fails has reached the store before it throws, as when a process dies before it hears the answer.</summary>
    public bool FailsAfterWriting { get; set; }

    /// <summary>Another store that holds the same.</summary>
    public MemoryBlobs Copy()
    {
        var copy = new MemoryBlobs { _generation = _generation };
        foreach (var (name, blob) in _blobs)
            copy._blobs[name] = blob;
        return copy;
    }

    public Task<Blob?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        BlobPath.Check(name);
        Interlocked.Increment(ref _reads);
        return Task.FromResult(_blobs.GetValueOrDefault(name));
    }

    public async Task<bool> IsCurrentAsync(string name, string etag, CancellationToken cancellationToken) =>
        (await ReadAsync(name, cancellationToken))?.ETag == etag;

    public Task<string?> CreateAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken) =>
        Write(name, content, blob => _blobs.TryAdd(name, blob), cancellationToken);

    public Task<string?> ReplaceAsync(string name, ReadOnlyMemory<byte> content, string contentType, string etag, CancellationToken cancellationToken) =>
        Write(name, content, blob => _blobs.TryGetValue(name, out var old) && old.ETag == etag && _blobs.TryUpdate(name, blob, old), cancellationToken);

    public Task PutAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken) =>
        Write(name, content, blob => _blobs.AddOrUpdate(name, blob, (_, _) => blob) == blob, cancellationToken);

    public async IAsyncEnumerable<string> ListAsync(string prefix, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var name in _blobs.Keys.Where(n => n.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(n, after) > 0)
            .Order(StringComparer.Ordinal))
            yield return name;
        await Task.CompletedTask;
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        BlobPath.Check(name);
        _blobs.TryRemove(name, out _);
        return Task.CompletedTask;
    }

    public Task<bool> DeleteAsync(string name, string etag, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        BlobPath.Check(name);
        return Task.FromResult(_blobs.TryGetValue(name, out var blob) && blob.ETag == etag && _blobs.TryRemove(KeyValuePair.Create(name, blob)));
    }

    private Task<string?> Write(string name, ReadOnlyMemory<byte> content, Func<Blob, bool> write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        BlobPath.Check(name);
        var dies = WritesLeft == 0;
        WritesLeft -= WritesLeft > 0 ? 1 : 0;
        if (dies && !FailsAfterWriting)
            throw new StorageException("The test's store is out of order.");
        Interlocked.Increment(ref _writes);
        var blob = new Blob(content.ToArray(), Interlocked.Increment(ref _generation).ToString(CultureInfo.InvariantCulture));
        var etag = write(blob) ? blob.ETag : null;
        return dies ? throw new StorageException("The test's store is out of order.") : Task.FromResult(etag);
    }
}
