using System.Security.Cryptography;
using System.Text;
using SahelWatch.Domain;
using SahelWatch.Storage;

namespace SahelWatch.Readers;

/// <summary>The readers: a blob each, named by a keyed hash of the address.</summary>
public sealed class ReaderStore(IBlobs blobs)
{
    private const int KeyBytes = 32;

    private readonly JsonBlobs<Reader> _readers = new(blobs, StorageJson.Readable.Reader, version: 1, reader => reader.Version);
    private readonly JsonBlobs<ReaderKey> _keys = new(blobs, StorageJson.Readable.ReaderKey, version: 1, key => key.Version);
    private byte[]? _key;

    public async Task<ReaderId> IdOfAsync(EmailAddress address, CancellationToken cancellationToken)
    {
        var hash = HMACSHA256.HashData(await KeyAsync(cancellationToken), Encoding.UTF8.GetBytes($"reader\n{address.Normalized}"));
        return new ReaderId(Convert.ToHexStringLower(hash.AsSpan(0, ReaderId.Length / 2)));
    }

    /// <summary>The secret of this store. Drawn on first use; two processes that draw at once end up with one.</summary>
    public async Task<byte[]> KeyAsync(CancellationToken cancellationToken)
    {
        if (_key is not null)
            return _key;
        var stored = await _keys.ReadAsync(BlobNames.ReaderKey, cancellationToken);
        if (stored is null)
        {
            await _keys.CreateAsync(BlobNames.ReaderKey, new ReaderKey(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes))), cancellationToken);
            stored = await _keys.ReadAsync(BlobNames.ReaderKey, cancellationToken);
        }
        return _key = Convert.FromBase64String(stored!.Value.Key);
    }

    public async Task<Reader?> ReadAsync(ReaderId id, CancellationToken cancellationToken) => (await _readers.ReadAsync(BlobNames.Reader(id), cancellationToken))?.Value;

    public async Task<IReadOnlyDictionary<ReaderId, Reader>> ReadAsync(IEnumerable<ReaderId> ids, CancellationToken cancellationToken) =>
        (await _readers.ReadManyAsync([.. ids.Select(BlobNames.Reader)], cancellationToken)).ToDictionary(stored => stored.Value.Id, stored => stored.Value);

    /// <summary>Every reader, by id. A listing and a read each: once a digest, and when an operator asks.</summary>
    public async Task<IReadOnlyList<Reader>> AllAsync(CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await foreach (var name in blobs.ListAsync(BlobNames.Readers, null, cancellationToken))
            names.Add(name);
        return [.. (await _readers.ReadManyAsync(names, cancellationToken)).Select(stored => stored.Value)];
    }

    /// <summary>Changes a reader, again from what is stored where another process was first.</summary>
    /// <param name="change">From the reader as stored, or null, to the reader as it shall be; null changes nothing. May be called again.</param>
    /// <returns>What is stored now.</returns>
    public Task<Reader?> ChangeAsync(ReaderId id, Func<Reader?, Reader?> change, CancellationToken cancellationToken) =>
        _readers.ChangeAsync(BlobNames.Reader(id), change, cancellationToken);

    public Task RemoveAsync(ReaderId id, CancellationToken cancellationToken) => blobs.DeleteAsync(BlobNames.Reader(id), cancellationToken);
}
