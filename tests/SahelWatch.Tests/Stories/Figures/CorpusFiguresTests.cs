using System.Text.Json;
using SahelWatch.Stories.Figures;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Stories.Figures;

public class CorpusFiguresTests
{
    private const double Right = 0.92; // of the articles that give a figure
    private const double Invented = 0.01; // of those that give none

    [SkippableTheory]
    [InlineData("killed")]
    [InlineData("injured")]
    public void The_labelled_corpus_is_read_as_people_read_it(string kind)
    {
        var corpus = Repository.Shared("data/corpus/articles.jsonl");
        Skip.If(corpus is null, "The labelled corpus lies beside the repository, and is not there.");

        var rows = File.ReadLines(corpus).Select(l => JsonDocument.Parse(l).RootElement).Where(r => r.GetProperty("relevant").GetBoolean())
            .Select(r => (Want: Label(r, kind), Have: Read(r, kind))).ToList();

        var given = rows.Where(r => r.Want is not null).ToList();
        var others = rows.Where(r => r.Want is null).ToList();
        given.Count.ShouldBeGreaterThan(0);
        ((double)given.Count(r => r.Have == r.Want) / given.Count).ShouldBeGreaterThanOrEqualTo(Right);
        ((double)others.Count(r => r.Have is not null) / others.Count).ShouldBeLessThanOrEqualTo(Invented);
    }

    private static int? Label(JsonElement row, string kind) =>
        row.GetProperty("toll") is { ValueKind: JsonValueKind.Object } toll && toll.GetProperty(kind) is { ValueKind: JsonValueKind.Number } value
            ? value.GetInt32()
            : null;

    private static int? Read(JsonElement row, string kind)
    {
        var toll = Toll.Of(FigureExtractor.Read(Text(row, "title"), "", Text(row, "text"), Text(row, "lang")));
        return kind == "killed" ? toll.Killed : toll.Injured;
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;
}
