using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SahelWatch.Storage;

/// <summary>Reads and writes JSON blobs of one type, in the format of <see cref="StorageJson"/>.</summary>
/// <param name="version">The newest version of the type that this program can read; it must also read all older ones.</param>
internal sealed class JsonBlobs<T>(IBlobs blobs, int version, Func<T, int> versionOf)
    where T : class
{
    private const string ContentType = "application/json; charset=utf-8";

    /// <summary>Not a static field: building the metadata of a large type takes some 10 ms, which a process that only starts need not spend.</summary>
    internal static JsonTypeInfo<T> Shape => (JsonTypeInfo<T>)StorageJson.Readable.Options.GetTypeInfo(typeof(T));

    public async Task<Stored<T>?> ReadAsync(string name, CancellationToken cancellationToken) =>
        await blobs.ReadAsync(name, cancellationToken) is { } blob ? new Stored<T>(Parse(name, blob.Content.Span, version, versionOf), blob.ETag) : null;

    /// <summary>The same, but sets an unreadable blob aside and treats it as absent.</summary>
    public async Task<Stored<T>?> ReadOrSetAsideAsync(string name, CancellationToken cancellationToken)
    {
        if (await blobs.ReadAsync(name, cancellationToken) is not { } blob)
            return null;
        try
        {
            return new Stored<T>(Parse(name, blob.Content.Span, version, versionOf), blob.ETag);
        }
        catch (GarbledException)
        {
            await blobs.SetAsideAsync(name, blob, cancellationToken);
            return null;
        }
    }

    /// <summary>Reads, changes and saves the value, retrying if another process changed it first.</summary>
    /// <param name="change">Maps the stored value, or null, to the new one; null changes nothing. May be called several times.</param>
    /// <returns>What is stored now.</returns>
    /// <exception cref="GarbledException">The stored blob is unreadable.</exception>
    public async Task<T?> ChangeAsync(string name, Func<T?, T?> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await ReadAsync(name, cancellationToken);
            if (change(stored?.Value) is not { } value || value.Equals(stored?.Value))
                return stored?.Value;
            if (await SaveAsync(name, value, stored?.ETag, cancellationToken) is not null)
                return value;
        }

        throw new StorageException(
            $"{name} was changed by others during {Attempts} attempts to change it: something other than SahelWatch is writing it, or the store rejects writes.");
    }

    /// <summary>The ETag, or null if the blob exists already.</summary>
    public Task<string?> CreateAsync(string name, T value, CancellationToken cancellationToken) =>
        blobs.CreateAsync(name, JsonSerializer.SerializeToUtf8Bytes(value, Shape), ContentType, cancellationToken);

    /// <summary>Creates the blob if <paramref name="etag"/> is null, else replaces it. Null if another writer was first.</summary>
    public Task<string?> SaveAsync(string name, T value, string? etag, CancellationToken cancellationToken) => etag is null
        ? CreateAsync(name, value, cancellationToken)
        : blobs.ReplaceAsync(name, JsonSerializer.SerializeToUtf8Bytes(value, Shape), ContentType, etag, cancellationToken);

    /// <summary>Reads the blobs that exist, in the order of the names, with limited parallelism.</summary>
    /// <exception cref="GarbledException">One of them is unreadable.</exception>
    public Task<IReadOnlyList<Stored<T>>> ReadManyAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        ReadManyAsync(names, ReadAsync, cancellationToken);

    /// <summary>The same, but sets unreadable blobs aside and skips them.</summary>
    public Task<IReadOnlyList<Stored<T>>> ReadManyOrSetAsideAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        ReadManyAsync(names, ReadOrSetAsideAsync, cancellationToken);

    private static async Task<IReadOnlyList<Stored<T>>> ReadManyAsync(
        IReadOnlyList<string> names, Func<string, CancellationToken, Task<Stored<T>?>> read, CancellationToken cancellationToken)
    {
        var found = new Stored<T>?[names.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, names.Count, options, async (i, token) => found[i] = await read(names[i], token));
        return [.. found.OfType<Stored<T>>()];
    }

    /// <summary>Reading small blobs is bound by the network; more parallel requests do not help one instance and may be throttled.</summary>
    internal const int Parallelism = 32;

    /// <summary>Two processes that change the same value occasionally lose to each other, but not as often as this.</summary>
    private const int Attempts = 20;

    /// <exception cref="GarbledException">It is not a valid value of this type.</exception>
    /// <exception cref="StorageException">It was written by a newer version, so this program must not touch it.</exception>
    internal static T Parse(string name, ReadOnlySpan<byte> json, int version, Func<T, int> versionOf)
    {
        T? value;
        try
        {
            value = JsonSerializer.Deserialize(json, Shape);
        }
        catch (JsonException e)
        {
            throw new GarbledException(name, $"it is not a valid {typeof(T).Name} ({e.Message}).", e);
        }

        if (value is null)
            throw new GarbledException(name, $"it is not a valid {typeof(T).Name}.");
        return versionOf(value) <= version
            ? value
            : throw new StorageException(
                $"{name} was written by a newer SahelWatch (version {versionOf(value)} of {typeof(T).Name}, this one reads up to {version}): update this program.");
    }
}

/// <summary>A stored value, and its ETag for conditional writes.</summary>
public sealed record Stored<T>(T Value, string ETag);
