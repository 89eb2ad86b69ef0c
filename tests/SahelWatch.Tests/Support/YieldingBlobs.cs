using SahelWatch.Storage;

namespace SahelWatch.Tests.Support;

/// <summary>
/// Lets other work run before each operation, a random number of times, so that two runs over one store in memory interleave as two processes do.
/// </summary>
internal sealed class YieldingBlobs(IBlobs inner, Random random) : IBlobs
{
    private const int Most = 4;

    public async Task<Blob?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        await YieldAsync();
        return await inner.ReadAsync(name, cancellationToken);
    }

    public async Task<bool> IsCurrentAsync(string name, string etag, CancellationToken cancellationToken)
    {
        await YieldAsync();
        return await inner.IsCurrentAsync(name, etag, cancellationToken);
    }

    public async Task<string?> CreateAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken)
    {
        await YieldAsync();
        return await inner.CreateAsync(name, content, contentType, cancellationToken);
    }

    public async Task<string?> ReplaceAsync(string name, ReadOnlyMemory<byte> content, string contentType, string etag, CancellationToken cancellationToken)
    {
        await YieldAsync();
        return await inner.ReplaceAsync(name, content, contentType, etag, cancellationToken);
    }

    public async Task PutAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken)
    {
        await YieldAsync();
        await inner.PutAsync(name, content, contentType, cancellationToken);
    }

    public async IAsyncEnumerable<string> ListAsync(
        string prefix, string? after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await YieldAsync();
        await foreach (var name in inner.ListAsync(prefix, after, cancellationToken))
            yield return name;
    }

    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        await YieldAsync();
        await inner.DeleteAsync(name, cancellationToken);
    }

    public async Task<bool> DeleteAsync(string name, string etag, CancellationToken cancellationToken)
    {
        await YieldAsync();
        return await inner.DeleteAsync(name, etag, cancellationToken);
    }

    private async Task YieldAsync()
    {
        int times;
        lock (random)
            times = random.Next(Most + 1);
        for (; times > 0; times--)
            await Task.Yield();
    }
}
