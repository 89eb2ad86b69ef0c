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

    /// <summary>The ETag, or null where the blob exists.</summary>
    public Task<string?> CreateAsync(string name, T value, CancellationToken cancellationToken) =>
        blobs.CreateAsync(name, JsonSerializer.SerializeToUtf8Bytes(value, shape), ContentType, cancellationToken);

    /// <summary>Creates where <paramref name="etag"/> is null, else replaces. Null where another writer was first.</summary>
    public Task<string?> SaveAsync(string name, T value, string? etag, CancellationToken cancellationToken) => etag is null
        ? CreateAsync(name, value, cancellationToken)
        : blobs.ReplaceAsync(name, JsonSerializer.SerializeToUtf8Bytes(value, shape), ContentType, etag, cancellationToken);

    /// <summary>Those that exist, in the order asked for; a bounded number at a time.</summary>
    public async Task<IReadOnlyList<Stored<T>>> ReadManyAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var found = new Stored<T>?[names.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, names.Count, options, async (i, token) => found[i] = await ReadAsync(names[i], token));
        return [.. found.OfType<Stored<T>>()];
    }

    /// <summary>Small blobs wait for the network, not for the processor: more at a time no longer helps one instance, and may be throttled.</summary>
    internal const int Parallelism = 32;

    /// <exception cref="StorageException">Not this shape, or one of a newer version.</exception>
    internal static T Parse(string name, ReadOnlySpan<byte> json, JsonTypeInfo<T> shape, int version, Func<T, int> versionOf)
    {
        T? value;
        try
        {
            value = JsonSerializer.Deserialize(json, shape);
        }
        catch (JsonException e)
        {
            throw new StorageException($"{name} cannot be read as {typeof(T).Name} ({e.Message}). Restore it from a backup, or move it away: the next run goes on without it.", e);
        }

        if (value is null || versionOf(value) > version)
            throw new StorageException($"{name} was written by a newer SahelWatch (version {(value is null ? "?" : versionOf(value))} of {typeof(T).Name}, this one reads up to {version}): update this program.");
        return value;
    }
}

/// <summary>A stored value and the ETag to replace it by.</summary>
public sealed record Stored<T>(T Value, string ETag);
