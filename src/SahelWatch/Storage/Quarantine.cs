using System.Runtime.CompilerServices;

namespace SahelWatch.Storage;

/// <summary>
/// Keeps what could not be read under quarantine/, by its own name: out of the way of every later run, in reach of whoever wants to mend it. Run reports and
/// <c>status</c> name what is there.
/// </summary>
public static class Quarantine
{
    private const int MostListed = 100; // a person looks at the first few; a store in which all is garbled must not be listed whole

    /// <summary>Moves the blob away, unless it was replaced since it was read.</summary>
    public static async Task SetAsideAsync(this IBlobs blobs, string name, Blob garbled, CancellationToken cancellationToken)
    {
        await blobs.KeepAsideAsync(name, garbled.Content, cancellationToken);
        await blobs.DeleteAsync(name, garbled.ETag, cancellationToken);
    }

    /// <summary>Keeps a copy of what is left where it is: a line of a page that is never rewritten.</summary>
    public static Task KeepAsideAsync(this IBlobs blobs, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        blobs.PutAsync(BlobNames.Quarantined(name), content, "application/octet-stream", cancellationToken);

    /// <summary>Keeps a copy of a blob that must stay where it is.</summary>
    public static async Task KeepAsideAsync(this IBlobs blobs, string name, CancellationToken cancellationToken)
    {
        if (await blobs.ReadAsync(name, cancellationToken) is { } blob)
            await blobs.KeepAsideAsync(name, blob.Content, cancellationToken);
    }

    /// <summary>The original names of what is set aside, the first hundred.</summary>
    public static async IAsyncEnumerable<string> SetAsideAsync(this IBlobs blobs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var listed = 0;
        await foreach (var name in blobs.ListAsync(BlobNames.Quarantine, after: null, cancellationToken))
        {
            yield return name[BlobNames.Quarantine.Length..];
            if (++listed == MostListed)
                yield break;
        }
    }
}
