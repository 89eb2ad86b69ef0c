using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using SahelWatch.Domain;
using SahelWatch.Language;
using SahelWatch.Stories.Figures;

namespace SahelWatch.Cli.Filters;

/// <summary><c>figures --in A.jsonl</c>: the toll that each article in a file reports, one JSON line per article.</summary>
internal static class FiguresCommand
{
    public static Command Create()
    {
        var input = new Option<FileInfo>("--in")
        { Description = "Articles, one JSON object per line: id, url, source, published, lang, title, summary, text.", Required = true };
        var explain = new Option<bool>("--explain")
        { Description = "Add every figure in the article, its source, and the words it was read from." };
        var command = new Command("figures",
            "Extract how many people each article in a file reports as killed, injured, missing, abducted, displaced and arrested.") { input, explain };
        command.SetAction(result =>
        {
            try
            {
                foreach (var row in MatchRow.Read(result.GetRequiredValue(input).FullName))
                    Console.Out.WriteLine(JsonSerializer.Serialize(LineOf(row, result.GetValue(explain)), FiguresJson.Default.FiguresLine));
                return ExitCode.Done;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
            {
                Console.Error.WriteLine(e.Message);
                return ExitCode.WrongInput;
            }
        });
        return command;
    }

    private static FiguresLine LineOf(MatchRow row, bool explain)
    {
        var (title, summary, text) = (row.Title ?? "", row.Summary ?? "", row.Text ?? "");
        var language = LanguageDetector.Detect($"{title}\n{summary}\n{text}", row.Lang);
        var reading = FigureExtractor.Read(title, summary, text, language);
        var toll = Toll.Of(reading);
        return new(row.Id, toll.Killed, toll.Injured, toll.Missing, toll.Abducted, toll.Displaced, toll.Arrested, explain ? reading.Figures : null);
    }
}

/// <summary>The output of <c>figures</c> for an article; null if it gives no figure.</summary>
internal sealed record FiguresLine(string Id, int? Killed, int? Injured, int? Missing, int? Abducted, int? Displaced, int? Arrested,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Figure>? Figures);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FiguresLine))]
internal sealed partial class FiguresJson : JsonSerializerContext;
