using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using SahelWatch.Storage;

namespace SahelWatch.Readers;

/// <summary>Stores each reader in a blob named by a keyed hash of the address.</summary>
public sealed class ReaderStore(IBlobs blobs)
{
    private readonly JsonBlobs<Reader> _readers = new(blobs, version: 1, reader => reader.Version);
    private readonly ReaderKeys _keys = new(blobs);

    public async Task<ReaderId> IdOfAsync(EmailAddress address, CancellationToken cancellationToken)
    {
        var hash = HMACSHA256.HashData(await KeyAsync(cancellationToken), Encoding.UTF8.GetBytes($"reader\n{address.Normalized}"));
        return new ReaderId(Convert.ToHexStringLower(hash.AsSpan(0, ReaderId.Length / 2)));
    }

    /// <exception cref="LostReaderKeyException">There are readers, but their key is missing.</exception>
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
                // It is left in place, so that the reader does not look like an unknown one who may be mailed.
                await blobs.KeepAsideAsync(e.Blob, token);
                unreadable.Add(id);
            }
        });
        return new ReaderRecords(known, unreadable.ToHashSet());
    }

    /// <summary>Every reader. Costs a listing and a read per reader: once per digest, and when an operator asks.</summary>
    public async Task<ReaderRecords> AllAsync(CancellationToken cancellationToken)
    {
        var ids = new List<ReaderId>();
        await foreach (var name in blobs.ListAsync(BlobNames.Readers, null, cancellationToken))
            ids.Add(new ReaderId(Path.GetFileNameWithoutExtension(name)));
        return await ReadAsync(ids, cancellationToken);
    }

    /// <summary>Changes a reader, retrying if another process changed it first.</summary>
    /// <param name="change">Maps the stored reader, or null, to the new one; null changes nothing. May be called several times.</param>
    /// <returns>What is stored now.</returns>
    /// <exception cref="GarbledException">The stored record is unreadable.</exception>
    public async Task<Reader?> ChangeAsync(ReaderId id, Func<Reader?, Reader?> change, CancellationToken cancellationToken)
    {
        var print = ReaderKeys.PrintOf(await KeyAsync(cancellationToken));
        return await _readers.ChangeAsync(
            BlobNames.Reader(id), r => change(r) is { } changed && !changed.Equals(r) ? changed with { KeyPrint = print } : r, cancellationToken);
    }

    /// <summary>The same for unsubscribing: an unreadable record is set aside, since it must not keep anybody subscribed.</summary>
    public async Task<Reader?> ChangeAnywayAsync(ReaderId id, Func<Reader?, Reader> change, CancellationToken cancellationToken)
    {
        await _readers.ReadOrSetAsideAsync(BlobNames.Reader(id), cancellationToken);
        return await ChangeAsync(id, change, cancellationToken);
    }

    /// <summary>Deletes or reduces a reader's record, unless it has changed in the meantime.</summary>
    /// <param name="forget">Maps the record to what is to be kept; null to delete it.</param>
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

/// <param name="Unreadable">Readers whose record exists but is unreadable: they may have left, so they are not mailed.</param>
public sealed record ReaderRecords(IReadOnlyDictionary<ReaderId, Reader> Known, IReadOnlySet<ReaderId> Unreadable);
