using SahelWatch.Storage;

namespace SahelWatch.Tests.Support;

/// <summary>
/// Before its nth operation it lets something else happen to the store, whole: what another process does while this one waits for the network.
/// </summary>
internal sealed class InterruptedBlobs(IBlobs inner, int at, Func<Task> meanwhile) : IBlobs
{
    private int _operations;

    /// <summary>Whether there were as many operations.</summary>
    public bool WasInterrupted { get; private set; }

    public async Task<Blob?> ReadAsync(string name, CancellationToken cancellationToken) => await (await InnerAsync()).ReadAsync(name, cancellationToken);

    public async Task<bool> IsCurrentAsync(string name, string etag, CancellationToken cancellationToken) =>
        await (await InnerAsync()).IsCurrentAsync(name, etag, cancellationToken);

    public async Task<string?> CreateAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken) =>
        await (await InnerAsync()).CreateAsync(name, content, contentType, cancellationToken);

    public async Task<string?> ReplaceAsync(string name, ReadOnlyMemory<byte> content, string contentType, string etag, CancellationToken cancellationToken) =>
        await (await InnerAsync()).ReplaceAsync(name, content, contentType, etag, cancellationToken);

    public async Task PutAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken) =>
        await (await InnerAsync()).PutAsync(name, content, contentType, cancellationToken);

    public async IAsyncEnumerable<string> ListAsync(
        string prefix, string? after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var name in (await InnerAsync()).ListAsync(prefix, after, cancellationToken))
            yield return name;
    }

    public async Task DeleteAsync(string name, CancellationToken cancellationToken) => await (await InnerAsync()).DeleteAsync(name, cancellationToken);

    public async Task<bool> DeleteAsync(string name, string etag, CancellationToken cancellationToken) =>
        await (await InnerAsync()).DeleteAsync(name, etag, cancellationToken);

    private async Task<IBlobs> InnerAsync()
    {
        if (Interlocked.Increment(ref _operations) == at)
        {
            WasInterrupted = true;
            await meanwhile();
        }

        return inner;
    }
}
