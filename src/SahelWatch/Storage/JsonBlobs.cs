using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SahelWatch.Storage;

/// <summary>Reads and writes one shape as JSON blobs; what the stores have in common.</summary>
/// <param name="version">The newest version of the shape that this program reads; older ones it must read too.</param>
internal sealed class JsonBlobs<T>(IBlobs blobs, JsonTypeInfo<T> shape, int version, Func<T, int> versionOf)
    where T : class
{
    private const string ContentType = "application/json; charset=utf-8";

    public async Task<Stored<T>?> ReadAsync(string name, CancellationToken cancellationToken) =>
        await blobs.ReadAsync(name, cancellationToken) is { } blob ? new Stored<T>(Parse(name, blob.Content.Span, shape, version, versionOf), blob.ETag) : null;

    /// <summary>The same; what cannot be read is set aside, and counts as absent.</summary>
    public async Task<Stored<T>?> ReadOrSetAsideAsync(string name, CancellationToken cancellationToken)
    {
        if (await blobs.ReadAsync(name, cancellationToken) is not { } blob)
            return null;
        try
        {
            return new Stored<T>(Parse(name, blob.Content.Span, shape, version, versionOf), blob.ETag);
        }
        catch (GarbledException)
        {
            await blobs.SetAsideAsync(name, blob, cancellationToken);
            return null;
        }
    }

    /// <summary>Reads, changes and saves the value, again from what is stored where another process was first.</summary>
    /// <param name="change">From what is stored, or null, to what shall be; null changes nothing. May be called again.</param>
    /// <returns>What is stored now.</returns>
    /// <exception cref="GarbledException">What is stored cannot be read.</exception>
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
            $"{name} was changed {Attempts} times while it was to be changed here: something other than SahelWatch writes there, or the store refuses without saying why.");
    }

    /// <summary>The ETag, or null where the blob exists.</summary>
    public Task<string?> CreateAsync(string name, T value, CancellationToken cancellationToken) =>
        blobs.CreateAsync(name, JsonSerializer.SerializeToUtf8Bytes(value, shape), ContentType, cancellationToken);

    /// <summary>Creates where <paramref name="etag"/> is null, else replaces. Null where another writer was first.</summary>
    public Task<string?> SaveAsync(string name, T value, string? etag, CancellationToken cancellationToken) => etag is null
        ? CreateAsync(name, value, cancellationToken)
        : blobs.ReplaceAsync(name, JsonSerializer.SerializeToUtf8Bytes(value, shape), ContentType, etag, cancellationToken);

    /// <summary>Those that exist, in the order asked for; a bounded number at a time.</summary>
    /// <exception cref="GarbledException">One of them is not this shape.</exception>
    public Task<IReadOnlyList<Stored<T>>> ReadManyAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        ReadManyAsync(names, ReadAsync, cancellationToken);

    /// <summary>The same; those that cannot be read are set aside and left out.</summary>
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

    /// <summary>Small blobs wait for the network, not for the processor: more at a time no longer helps one instance, and may be throttled.</summary>
    internal const int Parallelism = 32;

    /// <summary>Two processes that change one value lose to each other now and then; who loses so often does not lose to a process of ours.</summary>
    private const int Attempts = 20;

    /// <exception cref="GarbledException">Not this shape.</exception>
    /// <exception cref="StorageException">A newer version of it: not garbled, but not for this program to touch.</exception>
    internal static T Parse(string name, ReadOnlySpan<byte> json, JsonTypeInfo<T> shape, int version, Func<T, int> versionOf)
    {
        T? value;
        try
        {
            value = JsonSerializer.Deserialize(json, shape);
        }
        catch (JsonException e)
        {
            throw new GarbledException(name, $"it is no {typeof(T).Name} ({e.Message}).", e);
        }

        if (value is null)
            throw new GarbledException(name, $"it is no {typeof(T).Name}.");
        return versionOf(value) <= version
            ? value
            : throw new StorageException(
                $"{name} was written by a newer SahelWatch (version {versionOf(value)} of {typeof(T).Name}, this one reads up to {version}): update this program.");
    }
}

/// <summary>A stored value and the ETag to replace it by.</summary>
public sealed record Stored<T>(T Value, string ETag);
