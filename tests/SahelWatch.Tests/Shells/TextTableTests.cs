using SahelWatch.Cli;

namespace SahelWatch.Tests.Shells;

public class TextTableTests
{
    [Theory]
    [InlineData("Toll \u202Esesir\u202C today")]
    [InlineData("Toll\u001b[2Jtoday")]
    [InlineData("Toll\r\nID today")]
    public void What_an_outlet_wrote_cannot_turn_a_line_around_clear_the_screen_or_begin_a_line_of_its_own(string headline)
    {
        using var output = new StringWriter();

        TextTable.Print(output, ["ID", "HEADLINE"], [["1", headline]]);

        var lines = output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[1].ShouldAllBe(c => !char.IsControl(c) && c != '\u202E' && c != '\u202C');
    }

    [Fact]
    public void Marks_of_our_own_reach_the_terminal_whole()
    {
        using var output = new StringWriter();

        TextTable.Print(output, ["ID", "HEADLINE"], [["1", "Toll\u001b[2J today"]], headline => headline.Replace("today", "\u001b[1mtoday\u001b[0m", StringComparison.Ordinal));

        output.ToString().ShouldContain("Toll [2J \u001b[1mtoday\u001b[0m");
    }
}
