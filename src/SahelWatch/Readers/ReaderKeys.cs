using System.Security.Cryptography;
using System.Text.Json;
using SahelWatch.Domain;
using SahelWatch.Storage;

namespace SahelWatch.Readers;

/// <summary>
/// The secret that reader ids and links are made with, kept twice. With another one nobody who left would be known again and every link sent so far would be
/// dead: so it is drawn once, before there are readers, and never replaced while there are any.
/// </summary>
internal sealed class ReaderKeys(IBlobs blobs)
{
    private const int KeyBytes = 32;
    private const int PrintBytes = 4;
    private const string ContentType = "application/json; charset=utf-8";

    /// <summary>Readers looked at for the print of the key they were kept under; those of old have none.</summary>
    private const int Sample = 10;

    private readonly JsonBlobs<Reader> _readers = new(blobs, StorageJson.Readable.Reader, version: 1, reader => reader.Version);
    private byte[]? _key;

    /// <summary>Tells one key from another and nothing of what it is.</summary>
    public static string PrintOf(byte[] key) => Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, PrintBytes));

    /// <exception cref="LostReaderKeyException">There are readers, and not the key they were kept under.</exception>
    public async Task<byte[]> GetAsync(CancellationToken cancellationToken) => _key ??= await LoadAsync(cancellationToken);

    private async Task<byte[]> LoadAsync(CancellationToken cancellationToken)
    {
        var stored = await blobs.ReadAsync(BlobNames.ReaderKey, cancellationToken);
        var copy = await blobs.ReadAsync(BlobNames.ReaderKeyCopy, cancellationToken);
        byte[][] keys = [.. new[] { Parse(stored), Parse(copy) }.OfType<byte[]>()];
        var print = keys.Length > 0 ? await PrintInUseAsync(cancellationToken) : null;
        var key = keys.FirstOrDefault(k => print is null || PrintOf(k) == print);
        if (key is null
            && (keys.Length > 0 || await AnyAsync(BlobNames.Readers, cancellationToken) || await AnyAsync(BlobNames.AllDeliveries, cancellationToken)))
            throw new LostReaderKeyException(
                keys.Length > 0 ? "is not the key that the readers were kept under" : stored is null ? "is missing" : "cannot be read");

        if (key is null)
            key = await DrawAsync(stored, cancellationToken);
        else
            await KeepAsync(BlobNames.ReaderKey, stored, key, cancellationToken);
        await KeepAsync(BlobNames.ReaderKeyCopy, copy, key, cancellationToken);
        return key;
    }

    /// <summary>Two processes that draw at once end up with one key.</summary>
    private async Task<byte[]> DrawAsync(Blob? stored, CancellationToken cancellationToken)
    {
        await KeepAsync(BlobNames.ReaderKey, stored, RandomNumberGenerator.GetBytes(KeyBytes), cancellationToken);
        return Parse(await blobs.ReadAsync(BlobNames.ReaderKey, cancellationToken))
            ?? throw new StorageException($"{BlobNames.ReaderKey} was changed while it was written: run again.");
    }

    private async Task KeepAsync(string name, Blob? stored, byte[] key, CancellationToken cancellationToken)
    {
        if (Parse(stored) is { } known && known.AsSpan().SequenceEqual(key))
            return;
        var json = JsonSerializer.SerializeToUtf8Bytes(new ReaderKey(Convert.ToBase64String(key)), StorageJson.Readable.ReaderKey);
        if (stored is null)
            await blobs.CreateAsync(name, json, ContentType, cancellationToken);
        else
        {
            await blobs.KeepAsideAsync(name, stored.Content, cancellationToken);
            await blobs.ReplaceAsync(name, json, ContentType, stored.ETag, cancellationToken);
        }
    }

    /// <summary>Null where there is no key, or none that can be read.</summary>
    private static byte[]? Parse(Blob? blob)
    {
        try
        {
            var key = blob is null ? null : JsonSerializer.Deserialize(blob.Content.Span, StorageJson.Readable.ReaderKey)?.Key;
            return key is not null && Convert.FromBase64String(key) is { Length: KeyBytes } bytes ? bytes : null;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    private async Task<string?> PrintInUseAsync(CancellationToken cancellationToken)
    {
        await foreach (var name in blobs.ListAsync(BlobNames.Readers, null, cancellationToken).Take(Sample))
        {
            try
            {
                if (await _readers.ReadAsync(name, cancellationToken) is { Value.KeyPrint: { } print })
                    return print;
            }
            catch (GarbledException)
            {
                // The next one will tell.
            }
        }

        return null;
    }

    private async Task<bool> AnyAsync(string prefix, CancellationToken cancellationToken) =>
        await blobs.ListAsync(prefix, null, cancellationToken).AnyAsync(cancellationToken);
}

/// <summary>Without the key no reader is known again: nobody is mailed until a person has decided.</summary>
public sealed class LostReaderKeyException(string what) : InputException(
    $"{BlobNames.ReaderKey} {what}, and its copy {BlobNames.ReaderKeyCopy} is of no help. Readers are known by this key: with another one, those who unsubscribed would be mailed again. "
    + "Restore either of the two from a backup; until then nobody is mailed. Where there is no backup and all readers shall subscribe anew, move readers/ and deliveries/ away.");
