using System.Text.Encodings.Web;
using System.Text.Json;

namespace SahelWatch.Catalogue.Export;

/// <summary>The columns as JSON: one object per line (https://jsonlines.org) or map features (GeoJSON, RFC 7946).</summary>
internal static class JsonExports
{
    private const int Buffered = 64 * 1024; // bytes; then they are written to the stream

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // never embedded in a page

    public static async Task WriteLinesAsync(
        IReadOnlyList<CatalogueRow> rows, IReadOnlyList<ExportColumn> columns, Stream output, CancellationToken cancellationToken)
    {
        var buffered = new BufferedStream(output, Buffered); // not disposed: that would close the output
        foreach (var row in rows)
            await buffered.WriteAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(Values(row, columns), Options), (byte)'\n'], cancellationToken);
        await buffered.FlushAsync(cancellationToken);
    }

    public static Task WriteGeoAsync(
        IReadOnlyList<CatalogueRow> rows, IReadOnlyList<ExportColumn> columns, Stream output, CancellationToken cancellationToken) =>
        JsonSerializer.SerializeAsync(output, new
        {
            type = "FeatureCollection",
            features = rows.Select(row => new
            {
                type = "Feature",
                id = row.Id.Value,
                geometry = ExportColumns.Best(row)?.Position is { } at
                    ? new { type = "Point", coordinates = new[] { at.Longitude, at.Latitude } } // in this order (3.1.1)
                    : null,
                properties = Values(row, columns),
            }),
        }, Options, cancellationToken);

    private static OrderedDictionary<string, object?> Values(CatalogueRow row, IReadOnlyList<ExportColumn> columns) =>
        new(columns.Select(c => KeyValuePair.Create(c.Name, c.Value(row))));
}
