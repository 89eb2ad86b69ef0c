using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SahelWatch.Storage;

/// <summary>
/// Reads and writes many values of one shape as one blob, a JSON line each (https://jsonlines.org): any tool can read it, and nothing of it is ever rewritten.
/// </summary>
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

    /// <summary>
    /// The blob's lines; null where one cannot be read. Those lines are kept aside, by the blob's name, and the blob stays as it is: other lines of it are
    /// good.
    /// </summary>
    public async Task<IReadOnlyList<T?>> ReadAsync(string name, CancellationToken cancellationToken)
    {
        if (await blobs.ReadAsync(name, cancellationToken) is not { } blob)
            return [];
        var values = new List<T?>();
        var garbled = new ArrayBufferWriter<byte>();
        foreach (var line in Lines(blob.Content))
        {
            values.Add(Parse(name, line.Span));
            if (values[^1] is null)
            {
                garbled.Write(line.Span);
                garbled.Write("\n"u8);
            }
        }

        // No page is ever written empty: it lost what was in it.
        if (garbled.WrittenCount > 0 || values.Count == 0)
            await blobs.KeepAsideAsync(name, garbled.WrittenMemory, cancellationToken);
        return values;
    }

    /// <summary>One line as it is stored.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadLineAsync(string name, int line, CancellationToken cancellationToken) =>
        await blobs.ReadAsync(name, cancellationToken) is { } blob ? Lines(blob.Content).ElementAtOrDefault(line) : default;

    private static List<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> content)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        foreach (var line in content.Span.Split((byte)'\n'))
        {
            if (line.Start.Value < line.End.Value)
                lines.Add(content[line]);
        }

        return lines;
    }

    private T? Parse(string name, ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonBlobs<T>.Parse(name, line, shape, version, versionOf);
        }
        catch (GarbledException)
        {
            return null;
        }
    }
}
