using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SahelWatch.Storage;

/// <summary>Reads and writes many values of one shape as one blob, a JSON line each (https://jsonlines.org): any tool can read it, and nothing of it is ever rewritten.</summary>
/// <param name="version">The newest version of the shape that this program reads; older ones it must read too.</param>
internal sealed class JsonLines<T>(IBlobs blobs, JsonTypeInfo<T> shape, int version, Func<T, int> versionOf)
    where T : class
{
    private const string ContentType = "application/jsonl; charset=utf-8";

    /// <summary>Appends the value's line.</summary>
    public void Write(IBufferWriter<byte> lines, T value)
    {
        using (var json = new Utf8JsonWriter(lines, new JsonWriterOptions { Encoder = shape.Options.Encoder }))
            JsonSerializer.Serialize(json, value, shape);
        lines.Write("\n"u8);
    }

    /// <summary>False where the blob exists.</summary>
    public async Task<bool> CreateAsync(string name, ReadOnlyMemory<byte> lines, CancellationToken cancellationToken) =>
        await blobs.CreateAsync(name, lines, ContentType, cancellationToken) is not null;

    /// <summary>The values of the blobs that exist, in the order asked for.</summary>
    public async Task<IReadOnlyList<T>> ReadManyAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var found = new List<T>?[names.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = JsonBlobs<T>.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, names.Count, options, async (i, token) => found[i] = await blobs.ReadAsync(names[i], token) is { } blob ? Parse(names[i], blob.Content.Span) : null);
        return [.. found.SelectMany(values => values ?? [])];
    }

    private List<T> Parse(string name, ReadOnlySpan<byte> lines)
    {
        var values = new List<T>();
        foreach (var line in lines.Split((byte)'\n'))
        {
            if (line.Start.Value < line.End.Value)
                values.Add(JsonBlobs<T>.Parse(name, lines[line], shape, version, versionOf));
        }

        return values;
    }
}
