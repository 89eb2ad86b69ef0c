using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace SahelWatch.Storage;

/// <summary>Counts operations by Azure's billing classes, for run reports and cost estimates.</summary>
public sealed class CountingBlobs(IBlobs inner) : IBlobs
{
    private const int ListPage = 5000; // names; the maximum that Azure returns at once, and each page is billed

    private readonly ConcurrentQueue<string> _setAside = [];
    private long _writes, _lists, _reads, _deletes;

    /// <summary>Since this counter was created; subtract two values for one run.</summary>
    public BlobOperations Operations =>
        new(Interlocked.Read(ref _writes), Interlocked.Read(ref _lists), Interlocked.Read(ref _reads), Interlocked.Read(ref _deletes));

    /// <summary>The names of the blobs set aside, in that order; for one run, skip those that were there before.</summary>
    public IReadOnlyList<string> SetAside => [.. _setAside];

    public Task<Blob?> ReadAsync(string name, CancellationToken cancellationToken) =>
        Counted(ref _reads, inner.ReadAsync(name, cancellationToken));

    public Task<bool> IsCurrentAsync(string name, string etag, CancellationToken cancellationToken) =>
        Counted(ref _reads, inner.IsCurrentAsync(name, etag, cancellationToken));

    public Task<string?> CreateAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken) =>
        Counted(ref _writes, inner.CreateAsync(name, content, contentType, cancellationToken));

    public Task<string?> ReplaceAsync(string name, ReadOnlyMemory<byte> content, string contentType, string etag, CancellationToken cancellationToken) =>
        Counted(ref _writes, inner.ReplaceAsync(name, content, contentType, etag, cancellationToken));

    public Task PutAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken)
    {
        if (name.StartsWith(BlobNames.Quarantine, StringComparison.Ordinal))
            _setAside.Enqueue(name[BlobNames.Quarantine.Length..]);
        return Counted(ref _writes, inner.PutAsync(name, content, contentType, cancellationToken));
    }

    public async IAsyncEnumerable<string> ListAsync(string prefix, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var listed = 0L;
        await foreach (var name in inner.ListAsync(prefix, after, cancellationToken))
        {
            if (listed++ % ListPage == 0)
                Interlocked.Increment(ref _lists);
            yield return name;
        }

        if (listed == 0)
            Interlocked.Increment(ref _lists);
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        Counted(ref _deletes, inner.DeleteAsync(name, cancellationToken));

    public Task<bool> DeleteAsync(string name, string etag, CancellationToken cancellationToken) =>
        Counted(ref _deletes, inner.DeleteAsync(name, etag, cancellationToken));

    private static T Counted<T>(ref long count, T operation)
    {
        Interlocked.Increment(ref count);
        return operation;
    }
}

/// <summary>The number of operations of each class, including failed conditional writes, which are billed too.</summary>
public readonly record struct BlobOperations(long Writes, long Lists, long Reads, long Deletes)
{
    public static BlobOperations operator +(BlobOperations one, BlobOperations other) =>
        new(one.Writes + other.Writes, one.Lists + other.Lists, one.Reads + other.Reads, one.Deletes + other.Deletes);

    public static BlobOperations operator -(BlobOperations later, BlobOperations earlier) =>
        new(later.Writes - earlier.Writes, later.Lists - earlier.Lists, later.Reads - earlier.Reads, later.Deletes - earlier.Deletes);
}
