using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using SahelWatch.Domain;
using SahelWatch.Storage;

namespace SahelWatch.Readers;

/// <summary>The readers: a blob each, named by a keyed hash of the address.</summary>
public sealed class ReaderStore(IBlobs blobs)
{
    private readonly JsonBlobs<Reader> _readers = new(blobs, StorageJson.Readable.Reader, version: 1, reader => reader.Version);
    private readonly ReaderKeys _keys = new(blobs);

    public async Task<ReaderId> IdOfAsync(EmailAddress address, CancellationToken cancellationToken)
    {
        var hash = HMACSHA256.HashData(await KeyAsync(cancellationToken), Encoding.UTF8.GetBytes($"reader\n{address.Normalized}"));
        return new ReaderId(Convert.ToHexStringLower(hash.AsSpan(0, ReaderId.Length / 2)));
    }

    /// <summary>The secret of this store.</summary>
    /// <exception cref="LostReaderKeyException">There are readers, and not the key they were kept under.</exception>
    public Task<byte[]> KeyAsync(CancellationToken cancellationToken) => _keys.GetAsync(cancellationToken);

    public async Task<Reader?> ReadAsync(ReaderId id, CancellationToken cancellationToken) =>
        (await _readers.ReadAsync(BlobNames.Reader(id), cancellationToken))?.Value;

    public async Task<ReaderRecords> ReadAsync(IEnumerable<ReaderId> ids, CancellationToken cancellationToken)
    {
        var known = new ConcurrentDictionary<ReaderId, Reader>();
        var unreadable = new ConcurrentBag<ReaderId>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = JsonBlobs<Reader>.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(ids, options, async (id, token) =>
        {
            try
            {
                if (await ReadAsync(id, token) is { } reader)
                    known[id] = reader;
            }
            catch (GarbledException e)
            {
                // It stays where it is, so that nobody takes it for a reader who is unknown and may be mailed.
                await blobs.KeepAsideAsync(e.Blob, token);
                unreadable.Add(id);
            }
        });
        return new ReaderRecords(known, unreadable.ToHashSet());
    }

    /// <summary>Every reader. A listing and a read each: once a digest, and when an operator asks.</summary>
    public async Task<ReaderRecords> AllAsync(CancellationToken cancellationToken)
    {
        var ids = new List<ReaderId>();
        await foreach (var name in blobs.ListAsync(BlobNames.Readers, null, cancellationToken))
            ids.Add(new ReaderId(Path.GetFileNameWithoutExtension(name)));
        return await ReadAsync(ids, cancellationToken);
    }

    /// <summary>Changes a reader, again from what is stored where another process was first.</summary>
    /// <param name="change">From the reader as stored, or null, to the reader as it shall be; null changes nothing. May be called again.</param>
    /// <returns>What is stored now.</returns>
    /// <exception cref="GarbledException">What is stored cannot be read.</exception>
    public async Task<Reader?> ChangeAsync(ReaderId id, Func<Reader?, Reader?> change, CancellationToken cancellationToken)
    {
        var print = ReaderKeys.PrintOf(await KeyAsync(cancellationToken));
        return await _readers.ChangeAsync(
            BlobNames.Reader(id), r => change(r) is { } changed && !changed.Equals(r) ? changed with { KeyPrint = print } : r, cancellationToken);
    }

    /// <summary>The same for what a reader decides to no longer get: a record that cannot be read is set aside, and must not keep anybody subscribed.</summary>
    public async Task<Reader?> ChangeAnywayAsync(ReaderId id, Func<Reader?, Reader> change, CancellationToken cancellationToken)
    {
        await _readers.ReadOrSetAsideAsync(BlobNames.Reader(id), cancellationToken);
        return await ChangeAsync(id, change, cancellationToken);
    }

    /// <summary>Removes a reader of whom nothing needs to be kept, or keeps less; not where the record has changed meanwhile.</summary>
    /// <param name="forget">To what is to be kept; null for nothing.</param>
    public async Task ForgetAsync(ReaderId id, Func<Reader, Reader?> forget, CancellationToken cancellationToken)
    {
        if (await _readers.ReadAsync(BlobNames.Reader(id), cancellationToken) is not { } stored || forget(stored.Value) is var kept && kept == stored.Value)
            return;
        if (kept is null)
            await blobs.DeleteAsync(BlobNames.Reader(id), stored.ETag, cancellationToken);
        else
            await _readers.SaveAsync(BlobNames.Reader(id), kept, stored.ETag, cancellationToken);
    }
}

/// <summary>What is kept of some readers.</summary>
/// <param name="Unreadable">Those whose record is there and cannot be read: whether they left is not known, so they are not mailed.</param>
public sealed record ReaderRecords(IReadOnlyDictionary<ReaderId, Reader> Known, IReadOnlySet<ReaderId> Unreadable);
