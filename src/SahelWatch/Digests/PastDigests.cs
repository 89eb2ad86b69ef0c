using SahelWatch.Digests.Editions;
using SahelWatch.Storage;

namespace SahelWatch.Digests;

/// <summary>The digests composed so far, for people to look up; the cycle itself uses <see cref="DigestArchive"/>.</summary>
public sealed class PastDigests(IBlobs blobs)
{
    /// <summary>The digest as it was composed; null if there is none with that key (<see cref="DueDigest.Key"/>).</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public Task<Digest?> FindAsync(Edition edition, string key, CancellationToken cancellationToken) =>
        new DigestArchive(blobs).ReadAsync(edition.Id, key, cancellationToken);
}
