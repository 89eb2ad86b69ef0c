using System.Runtime.CompilerServices;
using SahelWatch.Storage;

namespace SahelWatch.Benchmarks.Storage;

/// <summary>Blobs in memory, so that a simulated month of them is a matter of minutes. For counting only: the contract is tested on the real stores.</summary>
internal sealed class MemoryBlobs : IBlobs
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Blob> _blobs = new(StringComparer.Ordinal);
    private long _generation;

    public Task<Blob?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        lock (_gate)
            return Task.FromResult(_blobs.GetValueOrDefault(name));
    }

    public async Task<bool> IsCurrentAsync(string name, string etag, CancellationToken cancellationToken) =>
        (await ReadAsync(name, cancellationToken))?.ETag == etag;

    public Task<string?> CreateAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken) =>
        WriteAsync(name, content, known => known is null);

    public Task<string?> ReplaceAsync(string name, ReadOnlyMemory<byte> content, string contentType, string etag, CancellationToken cancellationToken) =>
        WriteAsync(name, content, known => known?.ETag == etag);

    public Task PutAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken) =>
        WriteAsync(name, content, _ => true);

    public async IAsyncEnumerable<string> ListAsync(string prefix, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<string> names;
        lock (_gate)
            names = [.. _blobs.Keys.Where(n => n.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(n, after) > 0)];
        foreach (var name in names)
            yield return name;
        await Task.CompletedTask;
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        lock (_gate)
            _blobs.Remove(name);
        return Task.CompletedTask;
    }

    public Task<bool> DeleteAsync(string name, string etag, CancellationToken cancellationToken)
    {
        lock (_gate)
            return Task.FromResult(_blobs.GetValueOrDefault(name)?.ETag == etag && _blobs.Remove(name));
    }

    private Task<string?> WriteAsync(string name, ReadOnlyMemory<byte> content, Predicate<Blob?> may)
    {
        lock (_gate)
        {
            if (!may(_blobs.GetValueOrDefault(name)))
                return Task.FromResult<string?>(null);
            var etag = $"{++_generation}";
            _blobs[name] = new Blob(content.ToArray(), etag);
            return Task.FromResult<string?>(etag);
        }
    }
}
