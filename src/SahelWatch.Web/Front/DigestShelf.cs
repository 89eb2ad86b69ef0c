using SahelWatch.Digests;
using SahelWatch.Storage;

namespace SahelWatch.Web.Front;

/// <summary>Reads the stored digests for the pages.</summary>
internal sealed class DigestShelf(Stores stores)
{
    /// <summary>The keys of an edition's digests, oldest first; only names, a few hundred a year.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync(string edition, CancellationToken cancellationToken) =>
        await stores.Blobs.ListAsync(BlobNames.Digests(edition), after: null, cancellationToken).Where(name => name.EndsWith(".json", StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name)).Where(key => DateOf(key) is not null).ToListAsync(cancellationToken);

    public static DateOnly? DateOf(string key) =>
        DateOnly.TryParseExact(key.AsSpan(0, Math.Min(10, key.Length)), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date : null;

    /// <summary>Null if there is no such digest or it is unreadable.</summary>
    public async Task<Digest?> ReadAsync(string edition, string key, CancellationToken cancellationToken)
    {
        try
        {
            return await stores.Digests.ReadAsync(edition, key, cancellationToken);
        }
        catch (GarbledException)
        {
            return null; // the next digest run quarantines it
        }
    }

    /// <summary>The readable ones, in the order of the keys.</summary>
    public async Task<IReadOnlyList<Digest>> ReadAsync(string edition, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var read = new Digest?[keys.Count];
        await Parallel.ForAsync(0, keys.Count, cancellationToken, async (i, token) => read[i] = await ReadAsync(edition, keys[i], token));
        return [.. read.OfType<Digest>()];
    }
}
