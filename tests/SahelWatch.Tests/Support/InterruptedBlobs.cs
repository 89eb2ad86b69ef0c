using SahelWatch.Storage;

namespace SahelWatch.Tests.Support;

/// <summary>
/// Before its nth operation (under a prefix) it lets something else happen to the store, whole: what another process does while this one waits for the network.
/// </summary>
internal sealed class InterruptedBlobs(IBlobs inner, int at, Func<Task> meanwhile, string prefix = "") : IBlobs
{
    private int _operations;

    /// <summary>Whether there were as many operations.</summary>
    public bool WasInterrupted { get; private set; }

    public async Task<Blob?> ReadAsync(string name, CancellationToken cancellationToken) => await (await InnerAsync(name)).ReadAsync(name, cancellationToken);

    public async Task<bool> IsCurrentAsync(string name, string etag, CancellationToken cancellationToken) =>
        await (await InnerAsync(name)).IsCurrentAsync(name, etag, cancellationToken);

    public async Task<string?> CreateAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken) =>
        await (await InnerAsync(name)).CreateAsync(name, content, contentType, cancellationToken);

    public async Task<string?> ReplaceAsync(string name, ReadOnlyMemory<byte> content, string contentType, string etag, CancellationToken cancellationToken) =>
        await (await InnerAsync(name)).ReplaceAsync(name, content, contentType, etag, cancellationToken);

    public async Task PutAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken) =>
        await (await InnerAsync(name)).PutAsync(name, content, contentType, cancellationToken);

    public async IAsyncEnumerable<string> ListAsync(
        string under, string? after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var name in (await InnerAsync(under)).ListAsync(under, after, cancellationToken))
            yield return name;
    }

    public async Task DeleteAsync(string name, CancellationToken cancellationToken) => await (await InnerAsync(name)).DeleteAsync(name, cancellationToken);

    public async Task<bool> DeleteAsync(string name, string etag, CancellationToken cancellationToken) =>
        await (await InnerAsync(name)).DeleteAsync(name, etag, cancellationToken);

    private async Task<IBlobs> InnerAsync(string name)
    {
        if (name.StartsWith(prefix, StringComparison.Ordinal) && Interlocked.Increment(ref _operations) == at)
        {
            WasInterrupted = true;
            await meanwhile();
        }

        return inner;
    }
}
