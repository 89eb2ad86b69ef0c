using System.Text.Json.Serialization;
using SahelWatch.Stories.Figures;

namespace SahelWatch.Cli.Filters;

/// <summary><c>figures --in A.jsonl</c>: the toll that each article in a file reports, one JSON line per article.</summary>
internal static class FiguresCommand
{
    public static Command Create()
    {
        var input = ArticleRow.Option(required: true);
        var explain = new Option<bool>("--explain") { Description = "Add every figure in the article, its source, and the words it was read from." };
        return Commands.Verb("figures", "Extract how many people each article in a file reports as killed, injured, missing, abducted, displaced and arrested.", line =>
        {
            foreach (var row in ArticleRow.Read(line.GetRequiredValue(input)!))
                CliJson.Print(LineOf(row, line.GetValue(explain)));
        }, input, explain);
    }

    private static FiguresLine LineOf(ArticleRow row, bool explain)
    {
        var reading = FigureExtractor.Read(row.Title, row.Summary, row.Text, row.Language);
        var toll = Toll.Of(reading);
        return new(row.Id, toll.Killed, toll.Injured, toll.Missing, toll.Abducted, toll.Displaced, toll.Arrested, explain ? reading.Figures : null);
    }

    /// <summary>The output for an article; a number is null if the article gives none.</summary>
    private sealed record FiguresLine(string Id, int? Killed, int? Injured, int? Missing, int? Abducted, int? Displaced, int? Arrested,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Figure>? Figures);
}
