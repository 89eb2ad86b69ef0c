using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using SahelWatch.Storage;

namespace SahelWatch.Catalogue;

/// <summary>A month as it is stored (compressed JSON) and read: the latest event first, strings that many events have in common once in memory.</summary>
internal static class MonthFile
{
    private const int Version = 1; // the newest that is read here

    private static readonly StorageJson Json = new(new JsonSerializerOptions(StorageJson.Readable.Options) { Converters = { new SharedStrings() } });

    /// <exception cref="GarbledException">It is not a month.</exception>
    public static CatalogueMonth Read(string name, ReadOnlyMemory<byte> content)
    {
        try
        {
            // From a stream, since buffers of whole months are what would fill the memory.
            using var zip = new GZipStream(new MemoryStream(content.ToArray(), writable: false), CompressionMode.Decompress);
            return JsonSerializer.Deserialize(zip, Json.CatalogueMonth) switch
            {
                null => throw new GarbledException(name, "it is not a month of the catalogue."),
                { Version: > Version } => throw new StorageException($"{name} was written by a newer SahelWatch: update this program."),
                var month => month with { Rows = InOrder(month.Rows) },
            };
        }
        catch (Exception e) when (e is InvalidDataException or JsonException)
        {
            throw new GarbledException(name, $"it is not a month of the catalogue ({e.Message}).", e);
        }
    }

    public static ReadOnlyMemory<byte> Write(CatalogueMonth month)
    {
        using var content = new MemoryStream();
        using (var zip = new GZipStream(content, CompressionLevel.Fastest, leaveOpen: true))
            JsonSerializer.Serialize(zip, month, StorageJson.Readable.CatalogueMonth);
        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }

    /// <summary>The latest first, which is also the order of the months.</summary>
    public static IReadOnlyList<CatalogueRow> InOrder(IEnumerable<CatalogueRow> rows) =>
        [.. rows.OrderByDescending(r => r.First).ThenBy(r => r.Id.Value, StringComparer.Ordinal)];

    /// <summary>Codes and names of places and outlets, which would take half of a catalogue's memory, once for the whole process.</summary>
    private sealed class SharedStrings : JsonConverter<string>
    {
        private const int Longest = 48; // characters; longer ones are headlines, addresses or words of titles, and occur once

        // Not string.Intern: months are read in parallel, and the runtime's pool is slow and locked.
        private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is var text && text?.Length <= Longest ? Known.GetOrAdd(text, text) : text;

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Read(ref reader, typeToConvert, options)!;

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
