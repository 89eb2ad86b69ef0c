using System.Buffers;
using System.Text.Json;

namespace SahelWatch.Storage;

/// <summary>
/// Reads and writes many values of one type as a blob of JSON lines (https://jsonlines.org), which any tool can read and which is never rewritten.
/// </summary>
/// <param name="version">The newest version of the type that this program can read; it must also read all older ones.</param>
internal sealed class JsonLines<T>(IBlobs blobs, int version, Func<T, int> versionOf)
    where T : class
{
    private const string ContentType = "application/jsonl; charset=utf-8";

    public static ReadOnlyMemory<byte> Of(IEnumerable<T> values)
    {
        var lines = new ArrayBufferWriter<byte>();
        var shape = JsonBlobs<T>.Shape;
        foreach (var value in values)
        {
            lines.Write(JsonSerializer.SerializeToUtf8Bytes(value, shape));
            lines.Write("\n"u8);
        }

        return lines.WrittenMemory;
    }

    /// <summary>False if the blob exists already.</summary>
    public async Task<bool> CreateAsync(string name, ReadOnlyMemory<byte> lines, CancellationToken cancellationToken) =>
        await blobs.CreateAsync(name, lines, ContentType, cancellationToken) is not null;

    /// <summary>
    /// The values of the blob's lines, null for unreadable ones. Those are copied to quarantine under the blob's name; the blob is left unchanged because its
    /// other lines are valid.
    /// </summary>
    public async Task<IReadOnlyList<T?>> ReadAsync(string name, CancellationToken cancellationToken)
    {
        if (await blobs.ReadAsync(name, cancellationToken) is not { } blob)
            return [];
        var lines = Lines(blob.Content);
        var values = lines.ConvertAll(line => Parse(name, line.Span));
        // An empty blob has lost its content, since none is ever written empty.
        if (values.Contains(null) || values.Count == 0)
        {
            var garbled = lines.Where((_, i) => values[i] is null).SelectMany(line => (byte[])[.. line.Span, (byte)'\n']);
            await blobs.KeepAsideAsync(name, garbled.ToArray(), cancellationToken);
        }

        return values;
    }

    /// <summary>One line as stored.</summary>
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
            return JsonBlobs<T>.Parse(name, line, version, versionOf);
        }
        catch (GarbledException)
        {
            return null;
        }
    }
}
