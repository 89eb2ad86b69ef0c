using SahelWatch.Storage;

namespace SahelWatch.Tests.Support;

/// <summary>A store in which everything under one prefix cannot be reached; the rest works.</summary>
internal sealed class RefusingBlobs(IBlobs inner, string prefix, Func<Exception>? because = null) : IBlobs
{
    public Task<Blob?> ReadAsync(string name, CancellationToken cancellationToken) => Of(name).ReadAsync(name, cancellationToken);

    public Task<bool> IsCurrentAsync(string name, string etag, CancellationToken cancellationToken) => Of(name).IsCurrentAsync(name, etag, cancellationToken);

    public Task<string?> CreateAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken) =>
        Of(name).CreateAsync(name, content, contentType, cancellationToken);

    public Task<string?> ReplaceAsync(string name, ReadOnlyMemory<byte> content, string contentType, string etag, CancellationToken cancellationToken) =>
        Of(name).ReplaceAsync(name, content, contentType, etag, cancellationToken);

    public Task PutAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken) =>
        Of(name).PutAsync(name, content, contentType, cancellationToken);

    public IAsyncEnumerable<string> ListAsync(string prefix, string? after, CancellationToken cancellationToken) =>
        Of(prefix).ListAsync(prefix, after, cancellationToken);

    public Task DeleteAsync(string name, CancellationToken cancellationToken) => Of(name).DeleteAsync(name, cancellationToken);

    public Task<bool> DeleteAsync(string name, string etag, CancellationToken cancellationToken) => Of(name).DeleteAsync(name, etag, cancellationToken);

    private IBlobs Of(string name) =>
        name.StartsWith(prefix, StringComparison.Ordinal)
            ? throw because?.Invoke() ?? new StorageException($"{name}: the test's store refuses.")
            : inner;
}
