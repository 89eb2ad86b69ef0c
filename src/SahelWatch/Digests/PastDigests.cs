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

    /// <summary>The digest of the day of a time where the edition is at home, of several the last by then; null where there was none.</summary>
    public async Task<Digest?> OfDayAsync(Edition edition, DateTimeOffset then, CancellationToken cancellationToken)
    {
        var day = TimeZoneInfo.ConvertTime(then, edition.TimeZone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Digest? last = null;
        await foreach (var name in blobs.ListAsync(BlobNames.Digests(edition.Id), BlobNames.Digests(edition.Id) + day, cancellationToken))
        {
            var key = Path.GetFileNameWithoutExtension(name);
            if (!key.StartsWith(day, StringComparison.Ordinal))
                break;
            if (name.EndsWith(".json", StringComparison.Ordinal) && await FindAsync(edition, key, cancellationToken) is { } digest
                && (last is null || digest.Composed <= then))
            {
                last = digest;
            }
        }

        return last;
    }
}
