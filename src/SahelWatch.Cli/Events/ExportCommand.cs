using SahelWatch.Catalogue;
using SahelWatch.Catalogue.Export;
using SahelWatch.Delivery;

namespace SahelWatch.Cli.Events;

/// <summary><c>export</c>: one row per event, for spreadsheets, maps, programs and feed readers (docs/export.md).</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var format = new Option<string>("--format") { Description = "csv, jsonl, geojson or atom.", DefaultValueFactory = _ => "csv" }
            .AcceptOnlyFromAmong([.. CatalogueExport.MediaTypes.Keys]);
        var hxl = new Option<bool>("--hxl") { Description = "csv: add a row of HXL tags below the column names." };
        var headlines = new Option<string?>("--headlines") { Description = "Preferred language of headlines: en, fr or ar. Default: that of most reports." };
        var output = new Option<FileInfo?>("--output") { Description = "The file to write. Default: standard output." };
        var options = new QueryOptions();
        return Commands.Verb("export", "Write events as CSV, JSON lines, GeoJSON or Atom.", async (app, line, cancellationToken) =>
        {
            var query = await options.ReadAsync(app, line, cancellationToken) with { Take = int.MaxValue };
            var found = await app.Get<CatalogueReader>().SearchAsync(query, cancellationToken);
            var export = new CatalogueExport
            {
                Format = line.GetValue(format)!,
                Language = line.GetValue(headlines),
                Hxl = line.GetValue(hxl),
                PublicUrl = app.Get<DeliveryOptions>().PublicUrl,
            };
            await using var stream = line.GetValue(output)?.Create() ?? Console.OpenStandardOutput();
            await export.WriteAsync(found.Rows, stream, cancellationToken);
            if (found.Count == 0)
                await Console.Error.WriteLineAsync(await QueryOptions.NothingAsync(app, query, cancellationToken));
            return ExitCode.Done;
        }, [format, hxl, headlines, output, .. options.All]);
    }
}
