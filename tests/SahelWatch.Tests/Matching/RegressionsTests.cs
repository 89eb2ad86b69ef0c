using System.Text.Json;
using SahelWatch.Cli;
using SahelWatch.Cli.Archive;
using SahelWatch.Matching;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Matching;

/// <summary>Corrections by readers (<c>sahelwatch correct</c>) apply from then on.</summary>
public class RegressionsTests
{
    private static readonly string Path = Repository.PathOf("tests/SahelWatch.Tests/Data/Matching/regressions.jsonl");

    public static TheoryData<string> Lines() => new(File.ReadLines(Path).Where(l => l.Length > 0));

    [Theory]
    [MemberData(nameof(Lines))]
    public void The_matcher_agrees_with_the_reader(string line)
    {
        var regression = JsonSerializer.Deserialize<Regression>(line, JsonSerializerOptions.Web)!;
        var match = new ArticleMatcher(Watchlist.Shipped).Match(regression.Title, regression.Summary, "", regression.Lang);
        match.Relevant.ShouldBe(regression.Relevant, $"{regression.Title}: {regression.Reason}");
    }

    [Fact]
    public async Task A_correction_is_recorded_only_once()
    {
        var file = System.IO.Path.Combine(Directory.CreateTempSubdirectory("sahelwatch-").FullName, "regressions.jsonl");
        string[] command = ["correct", "Chad Smith \"joins\" concert", "--summary", "", "--reason", "a drummer", "--file", file];
        (await Commands.RunAsync(command)).ShouldBe(ExitCode.Done);
        (await Commands.RunAsync(command)).ShouldBe(ExitCode.Done);
        var regression = JsonSerializer.Deserialize<Regression>(File.ReadAllLines(file).ShouldHaveSingleItem(), JsonSerializerOptions.Web)!;
        (regression.Title, regression.Relevant, regression.Lang, regression.Reason).ShouldBe(("Chad Smith \"joins\" concert", false, "en", "a drummer"));
        Directory.Delete(System.IO.Path.GetDirectoryName(file)!, recursive: true);
    }
}
