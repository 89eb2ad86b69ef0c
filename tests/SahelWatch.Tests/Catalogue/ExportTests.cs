using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using SahelWatch.Catalogue;
using SahelWatch.Catalogue.Export;
using SahelWatch.Tests.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Catalogue;

/// <summary>What leaves the archive can be read by others, says what the archive says, and runs nothing.</summary>
public class ExportTests
{
    private static readonly string[] Kinds = ["killed", "injured", "abducted", "displaced"];

    [Fact]
    public void The_schema_names_the_columns_and_no_other() =>
        Properties().Select(p => p.Name).ShouldBe(ExportColumns.In(null).Select(c => c.Name));

    [Fact]
    public void The_documentation_explains_every_column()
    {
        var text = File.ReadAllText(Repository.PathOf("docs/export.md"));

        ExportColumns.In(null).ShouldAllBe(c => text.Contains($"`{c.Name}`", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_spreadsheet_gets_a_mark_for_its_encoding_names_tags_and_a_line_an_event()
    {
        var rows = await RowsAsync();
        var csv = await WriteAsync(rows, "csv", hxl: true);
        var lines = ParseCsv(Encoding.UTF8.GetString(csv[3..]));

        csv[..3].ShouldBe(Encoding.UTF8.Preamble.ToArray());
        lines[0].ShouldBe(ExportColumns.In(null).Select(c => c.Name));
        lines[1].ShouldAllBe(tag => tag.StartsWith('#'));
        lines.Count.ShouldBe(rows.Count + 2);
        lines.ShouldAllBe(l => l.Length == lines[0].Length);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("Mali: attack;=cmd|' /C calc'!A0")]
    [InlineData("Mali: attack; \u00A0+1+1")]
    [InlineData("Mali: attack\"\";@SUM(1)")]
    public async Task No_spreadsheet_runs_a_headline_whichever_separator_its_country_splits_lines_at(string headline)
    {
        var row = StoredShapes.CatalogueMonth.Rows[0] with
        {
            Headlines = new Dictionary<string, string> { ["fr"] = headline },
            Languages = ["fr"],
            Outlets = [new CatalogueOutlet("Wire", 1, 0), new CatalogueOutlet("=1+1", 1, 0)],
        };

        var csv = Encoding.UTF8.GetString((await WriteAsync([row], "csv"))[3..]);

        // Excel in French and many other languages splits at semicolons, and minds quotes only where they begin a cell.
        var cells = csv.Split(';', '\n').Concat(ParseCsv(csv).SelectMany(line => line)).Select(cell => cell.Trim(' ', '"', '\u00A0'));
        cells.ShouldAllBe(cell => cell.Length == 0 || !"=+@".Contains(cell[0], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_figure_comes_back_as_it_was()
    {
        var rows = await RowsAsync();
        var lines = ParseCsv(Encoding.UTF8.GetString((await WriteAsync(rows, "csv"))[3..]));
        var json = Encoding.UTF8.GetString(await WriteAsync(rows, "jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        string Cell(int row, string column) => lines[row + 1][Array.IndexOf(lines[0], column)];

        rows.Sum(r => r.Figures.Count).ShouldBeGreaterThan(10);
        for (var i = 0; i < rows.Count; i++)
        {
            foreach (var kind in Kinds)
            {
                var figure = rows[i].Figure(kind);
                (Cell(i, kind), Cell(i, $"{kind}_max"), Cell(i, $"{kind}_qualifier"), Cell(i, $"{kind}_by"))
                    .ShouldBe((Text(figure?.Value), Text(figure?.High), figure?.Qualifier ?? "", figure?.By ?? ""));
                (Number(json[i], kind), Number(json[i], $"{kind}_max"), json[i].GetProperty($"{kind}_by").GetString()).ShouldBe((figure?.Value, figure?.High, figure?.By));
            }
        }

        string Text(int? number) => number is { } value ? FormattableString.Invariant($"{value}") : "";
        int? Number(JsonElement element, string name) => element.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetInt32() : null;
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("+1 dead")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tTab")]
    public async Task What_a_spreadsheet_would_run_stands_behind_an_apostrophe(string headline)
    {
        var row = StoredShapes.CatalogueMonth.Rows[0] with { Headlines = new Dictionary<string, string> { ["fr"] = headline }, Languages = ["fr"] };

        var lines = ParseCsv(Encoding.UTF8.GetString((await WriteAsync([row], "csv"))[3..]));

        lines[1][Array.IndexOf(lines[0], "headline")].ShouldBe("'" + headline);
        lines[1][Array.IndexOf(lines[0], "lon")].ShouldBe("-1.6255", "a number is no formula");
    }

    [Fact]
    public async Task A_map_gets_features_with_the_longitude_first_and_the_columns_as_properties()
    {
        var row = StoredShapes.CatalogueMonth.Rows[0];
        using var json = JsonDocument.Parse(await WriteAsync([row, row with { Places = [] }], "geojson"));
        var features = json.RootElement.GetProperty("features").EnumerateArray().ToList();

        json.RootElement.GetProperty("type").GetString().ShouldBe("FeatureCollection");
        features[0].GetProperty("geometry").GetProperty("coordinates").EnumerateArray().Select(n => n.GetDouble()).ShouldBe([-1.6255, 14.0994]);
        features[1].GetProperty("geometry").ValueKind.ShouldBe(JsonValueKind.Null);
        features.ShouldAllBe(f => f.GetProperty("properties").EnumerateObject().Count() == ExportColumns.In(null).Count);
    }

    [Fact]
    public async Task A_feed_reader_gets_what_Atom_asks_for_whatever_a_headline_holds()
    {
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var row = StoredShapes.CatalogueMonth.Rows[0] with { Headlines = new Dictionary<string, string> { ["fr"] = "a \u0001 <b>&\uD83D\uDE00" }, Languages = ["fr"] };

        var feed = XDocument.Load(new MemoryStream(await WriteAsync([row], "atom"))).Root!;

        foreach (var part in new[] { feed, feed.Element(atom + "entry")! })
            new[] { "id", "title", "updated", "link" }.Except(part.Elements().Select(e => e.Name.LocalName)).ShouldBeEmpty();
        feed.Element(atom + "entry")!.Element(atom + "title")!.Value.ShouldBe("a  <b>&\uD83D\uDE00");
        feed.Element(atom + "entry")!.Elements(atom + "link").Select(l => l.Attribute("href")!.Value).ShouldContain($"https://watch.example/stories/{row.Id}");
    }

    [SkippableFact]
    public async Task Other_peoples_validators_find_nothing_wrong()
    {
        var services = await NodePackages.FolderAsync();
        using var folder = new TemporaryFolder();
        var rows = await RowsAsync();
        foreach (var format in new[] { "csv", "jsonl", "geojson" })
            await File.WriteAllBytesAsync(Path.Combine(folder.Path, $"events.{format}"), await WriteAsync(rows, format));

        using var process = Process.Start(new ProcessStartInfo("node", ["check-exports.js", folder.Path, Repository.PathOf("docs/export.schema.json")])
        { WorkingDirectory = services, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();

        (await said + await errors).ShouldBe("");
        process.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task No_sentence_of_an_article_leaves_with_an_export()
    {
        var rows = await RowsAsync();
        var text = Encoding.UTF8.GetString(await WriteAsync(rows, "jsonl"));

        CatalogueHarness.Press.Select(a => a.Text.Split('.')[0]).Where(s => s.Length > 60 && text.Contains(s, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<CatalogueRow>> RowsAsync()
    {
        var blobs = await CatalogueHarness.GroupedAsync();
        await CatalogueHarness.UpdateAsync(blobs);
        return [StoredShapes.CatalogueMonth.Rows[0], .. await CatalogueHarness.RowsAsync(blobs)];
    }

    private static async Task<byte[]> WriteAsync(IReadOnlyList<CatalogueRow> rows, string format, bool hxl = false)
    {
        using var output = new MemoryStream();
        await new CatalogueExport { Format = format, Hxl = hxl, PublicUrl = new Uri("https://watch.example/") }.WriteAsync(rows, output, default);
        return output.ToArray();
    }

    private static JsonElement.ObjectEnumerator Properties() =>
        JsonDocument.Parse(File.ReadAllText(Repository.PathOf("docs/export.schema.json"))).RootElement.GetProperty("properties").EnumerateObject();

    /// <summary>RFC 4180, with quoted fields that may hold anything.</summary>
    private static List<string[]> ParseCsv(string text)
    {
        var (lines, fields, field) = (new List<string[]>(), new List<string>(), new StringBuilder());
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"')
                field.Append(text[i++]);
            else if (text[i] == '"')
                quoted = !quoted;
            else if (!quoted && text[i] is ',' or '\n')
            {
                fields.Add(field.ToString());
                field.Clear();
                if (text[i] == '\n')
                {
                    lines.Add([.. fields]);
                    fields.Clear();
                }
            }
            else if (quoted || text[i] != '\r')
                field.Append(text[i]);
        }

        return lines;
    }
}
