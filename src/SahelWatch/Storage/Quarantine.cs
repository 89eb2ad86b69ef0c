using System.Runtime.CompilerServices;

namespace SahelWatch.Storage;

/// <summary>
/// Moves unreadable content to quarantine/, under its own name: out of the way of later runs, but available for repair. Run reports and <c>status</c> list what
/// is there.
/// </summary>
public static class Quarantine
{
    private const int MostListed = 100; // an operator looks at the first few; if everything is garbled, not all of it must be listed

    /// <summary>Moves the blob to quarantine, unless it was replaced since it was read.</summary>
    public static async Task SetAsideAsync(this IBlobs blobs, string name, Blob garbled, CancellationToken cancellationToken)
    {
        await blobs.KeepAsideAsync(name, garbled.Content, cancellationToken);
        await blobs.DeleteAsync(name, garbled.ETag, cancellationToken);
    }

    /// <summary>Copies content to quarantine, such as a line of a page that is never rewritten.</summary>
    public static Task KeepAsideAsync(this IBlobs blobs, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        blobs.PutAsync(BlobNames.Quarantined(name), content, "application/octet-stream", cancellationToken);

    /// <summary>Copies a blob that must stay where it is to quarantine.</summary>
    public static async Task KeepAsideAsync(this IBlobs blobs, string name, CancellationToken cancellationToken)
    {
        if (await blobs.ReadAsync(name, cancellationToken) is { } blob)
            await blobs.KeepAsideAsync(name, blob.Content, cancellationToken);
    }

    /// <summary>The original names of quarantined content, up to a hundred.</summary>
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
