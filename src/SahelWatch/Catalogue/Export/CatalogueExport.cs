namespace SahelWatch.Catalogue.Export;

/// <summary>Exports events for other programs, one row per event: facts, headlines and links.</summary>
public sealed class CatalogueExport
{
    /// <summary>The media types of the formats.</summary>
    public static IReadOnlyDictionary<string, string> MediaTypes { get; } = new Dictionary<string, string>
    {
        ["csv"] = "text/csv; charset=utf-8",
        ["jsonl"] = "application/jsonl; charset=utf-8",
        ["geojson"] = "application/geo+json; charset=utf-8",
        ["atom"] = "application/atom+xml; charset=utf-8",
    };

    /// <summary>One of <see cref="MediaTypes"/>.</summary>
    public required string Format { get; init; }

    /// <summary>The preferred language of headlines.</summary>
    public string? Language { get; init; }

    /// <summary>CSV only: adds a row of HXL tags below the names.</summary>
    public bool Hxl { get; init; }

    /// <summary>Atom only: the base of links, and the identity of the feed.</summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>Atom only: the feed's own address, relative to <see cref="PublicUrl"/>.</summary>
    public string Self { get; init; } = "stories.atom";

    public Task WriteAsync(IReadOnlyList<CatalogueRow> rows, Stream output, CancellationToken cancellationToken)
    {
        var columns = ExportColumns.In(Language);
        return Format switch
        {
            "csv" => Csv.WriteAsync(rows, columns, Hxl, output, cancellationToken),
            "jsonl" => JsonExports.WriteLinesAsync(rows, columns, output, cancellationToken),
            "geojson" => JsonExports.WriteGeoAsync(rows, columns, output, cancellationToken),
            "atom" => AtomFeed.WriteAsync(rows, this, output, cancellationToken),
            _ => throw new ArgumentException($"{Format} is not an export format.", nameof(rows)),
        };
    }
}
