using System.Text.Encodings.Web;
using System.Text.Json;

namespace SahelWatch.Catalogue.Export;

/// <summary>The columns as JSON: one object per line (https://jsonlines.org) or map features (GeoJSON, RFC 7946).</summary>
internal static class JsonExports
{
    private const int Buffered = 64 * 1024; // bytes; then they are written to the stream

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // never embedded in a page

    public static async Task WriteLinesAsync(
        IReadOnlyList<CatalogueRow> rows, IReadOnlyList<ExportColumn> columns, Stream output, CancellationToken cancellationToken)
    {
        using var line = new MemoryStream();
        await using var json = new Utf8JsonWriter(line, Options);
        foreach (var row in rows)
        {
            WriteObject(json, row, columns);
            json.Flush();
            line.WriteByte((byte)'\n');
            json.Reset();
            if (line.Length < Buffered && row != rows[^1])
                continue;
            await output.WriteAsync(line.GetBuffer().AsMemory(0, (int)line.Length), cancellationToken);
            line.SetLength(0);
        }
    }

    public static async Task WriteGeoAsync(
        IReadOnlyList<CatalogueRow> rows, IReadOnlyList<ExportColumn> columns, Stream output, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("type", "Feature");
            json.WriteString("id", row.Id.Value);
            WriteGeometry(json, ExportColumns.Best(row));
            json.WritePropertyName("properties");
            WriteObject(json, row, columns);
            json.WriteEndObject();
            if (json.BytesPending > Buffered)
                await json.FlushAsync(cancellationToken);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    /// <summary>Longitude first (RFC 7946, 3.1.1); a feature without a position has no geometry (3.2).</summary>
    private static void WriteGeometry(Utf8JsonWriter json, CataloguePlace? place)
    {
        if (place?.Position is not { } position)
        {
            json.WriteNull("geometry");
            return;
        }

        json.WriteStartObject("geometry");
        json.WriteString("type", "Point");
        json.WriteStartArray("coordinates");
        json.WriteNumberValue(position.Longitude);
        json.WriteNumberValue(position.Latitude);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter json, CatalogueRow row, IReadOnlyList<ExportColumn> columns)
    {
        json.WriteStartObject();
        foreach (var column in columns)
        {
            json.WritePropertyName(column.Name);
            Write(json, column.Value(row));
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case IEnumerable<string> list:
                json.WriteStartArray();
                foreach (var item in list)
                    json.WriteStringValue(item);
                json.WriteEndArray();
                break;
            default:
                throw new ArgumentException($"{value.GetType()} cannot be a value.", nameof(value));
        }
    }
}
