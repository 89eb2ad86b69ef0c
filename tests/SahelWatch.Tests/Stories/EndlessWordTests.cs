using SahelWatch.Stories.Figures;
using SahelWatch.Stories.Figures.Words;
using SahelWatch.Stories.Sketching;

namespace SahelWatch.Tests.Stories;

/// <summary>A word of 200,000 letters cost grouping 14 seconds: no work may grow with the length of a word.</summary>
public class EndlessWordTests
{
    private static readonly string Endless = new('é', 200_000);

    [Fact]
    public void Of_a_word_without_end_the_sketch_keeps_as_much_as_a_word_takes()
    {
        var tokens = new Tokens("en");

        tokens.Read($"Mali {Endless}");

        tokens.List.Select(t => t.Word.Text.Length).ShouldBe([4, 64]);
    }

    [Fact]
    public void Figures_pass_over_it_and_read_what_stands_around_it()
    {
        FigureLexer.Read($"{Endless} killed").Select(t => t.Text).ShouldBe(["killed"]);

        FigureExtractor.Extract("", "", $"Twelve people were killed in Gao. {Endless}", "en").ShouldHaveSingleItem().Value.ShouldBe(12);
    }
}
