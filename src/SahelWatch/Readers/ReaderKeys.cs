using System.Security.Cryptography;
using System.Text.Json;
using SahelWatch.Storage;

namespace SahelWatch.Readers;

/// <summary>
/// Manages the secret from which reader ids and link signatures are derived; it is stored twice. With another key, readers who left would not be recognised and
/// links already sent would be invalid, so it is generated once, before there are readers, and never replaced while there are any.
/// </summary>
internal sealed class ReaderKeys(IBlobs blobs)
{
    private const int KeyBytes = 32;
    private const int PrintBytes = 4;
    private const string ContentType = "application/json; charset=utf-8";

    /// <summary>Readers to inspect for the fingerprint of the key in use; old records have none.</summary>
    private const int Sample = 10;

    private readonly JsonBlobs<Reader> _readers = new(blobs, version: 1, reader => reader.Version);
    private byte[]? _key;

    /// <summary>A fingerprint that distinguishes keys without revealing anything about them.</summary>
    public static string PrintOf(byte[] key) => Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, PrintBytes));

    /// <exception cref="LostReaderKeyException">There are readers, but their key is missing.</exception>
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
                keys.Length > 0 ? "is not the key that the readers were stored with" : stored is null ? "is missing" : "cannot be read");

        if (key is null)
            key = await GenerateAsync(stored, cancellationToken);
        else
            await KeepAsync(BlobNames.ReaderKey, stored, key, cancellationToken);
        await KeepAsync(BlobNames.ReaderKeyCopy, copy, key, cancellationToken);
        return key;
    }

    /// <summary>Two processes that do this at the same time end up with the same key.</summary>
    private async Task<byte[]> GenerateAsync(Blob? stored, CancellationToken cancellationToken)
    {
        await KeepAsync(BlobNames.ReaderKey, stored, RandomNumberGenerator.GetBytes(KeyBytes), cancellationToken);
        return Parse(await blobs.ReadAsync(BlobNames.ReaderKey, cancellationToken))
            ?? throw new StorageException($"{BlobNames.ReaderKey} was changed while it was being written: run again.");
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

    /// <summary>Null if the key is missing or unreadable.</summary>
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
                // Try the next one.
            }
        }

        return null;
    }

    private async Task<bool> AnyAsync(string prefix, CancellationToken cancellationToken) =>
        await blobs.ListAsync(prefix, null, cancellationToken).AnyAsync(cancellationToken);
}

/// <summary>Without the key, readers cannot be recognised, so nobody is mailed until the operator has acted.</summary>
public sealed class LostReaderKeyException(string what) : InputException(
    $"{BlobNames.ReaderKey} {what}, and its copy {BlobNames.ReaderKeyCopy} does not help. Readers are recognised by this key: with another one, those who "
    + "unsubscribed would be mailed again. Restore either of the two from a backup; until then nobody is mailed. If there is no backup and all readers are to "
    + "subscribe again, move readers/ and deliveries/ away.");
