using System.Text.Json;
using SahelWatch.Stories.Figures;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Stories.Figures;

/// <summary>The sentences of Data/Figures that were written before the rules; tests/evaluate/figures.sh prints the same scores.</summary>
public class FigureCasesTests
{
    private const string Letters = "kimadr"; // killed, injured, missing, abducted, displaced, arrested

    [Theory]
    [InlineData("en", 0.95, 0.90)]
    [InlineData("fr", 0.95, 0.90)]
    [InlineData("ar", 0.95, 0.90)]
    public void Sentences_of_the_press_and_of_aid_workers_are_read_as_people_read_them(string language, double development, double heldOut)
    {
        var rows = File.ReadLines(Repository.PathOf($"tests/SahelWatch.Tests/Data/Figures/{language}.tsv")).Select(l => l.Split('\t'))
            .Select((cells, i) => (HeldOut: (i + 1) % 3 == 0, Right: Spelt(TollOf(cells[2], language)) == cells[1])).ToList();

        rows.Count.ShouldBeGreaterThanOrEqualTo(500);
        Share(rows.Where(r => !r.HeldOut).Select(r => r.Right)).ShouldBeGreaterThanOrEqualTo(development);
        Share(rows.Where(r => r.HeldOut).Select(r => r.Right)).ShouldBeGreaterThanOrEqualTo(heldOut);
    }

    [SkippableFact]
    public void Every_figure_that_was_once_read_wrongly_is_read_right()
    {
        var faults = Repository.Shared("data/faults/figures.jsonl");
        Skip.If(faults is null, "The faults lie beside the repository, and are not there.");

        var wrong = File.ReadLines(faults).Select(l => JsonDocument.Parse(l).RootElement)
            .Where(r => TollOf(Text(r, "title"), Text(r, "lang")) is var toll && (toll.Killed != Number(r, "killed") || toll.Injured != Number(r, "injured")))
                .Select(r => Text(r, "title"));

        wrong.ShouldBeEmpty();
    }

    private static Toll TollOf(string sentence, string language) => Toll.Of(FigureExtractor.Read(sentence, "", "", language));

    private static string Spelt(Toll toll)
    {
        int?[] values = [toll.Killed, toll.Injured, toll.Missing, toll.Abducted, toll.Displaced, toll.Arrested];
        var given = Letters.Zip(values).Where(p => p.Second is not null).Select(p => $"{p.First}{p.Second}").ToList();
        return given.Count == 0 ? "-" : string.Join(' ', given);
    }

    private static double Share(IEnumerable<bool> right) => right.Average(r => r ? 1.0 : 0);

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static int? Number(JsonElement row, string name) => row.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetInt32() : null;
}
