using SahelWatch.Matching;
using Spectre.Console;

namespace SahelWatch.Cli.Filters;

/// <summary>Prints a text with its evidence highlighted, and the verdict.</summary>
internal static class MatchExplained
{
    public static void Print(IAnsiConsole console, string text, Explanation explanation)
    {
        console.MarkupLine(Marked(text, explanation.Markings));
        console.WriteLine();
        foreach (var marking in explanation.Markings)
            console.MarkupLine($"  [{Colour(marking.Sign)}]{Markup.Escape(text.Substring(marking.Start, marking.Length))}[/]  {Markup.Escape(marking.Note)}");
        console.WriteLine();
        console.MarkupLine(Verdict(explanation.Match));
    }

    private static string Marked(string text, IReadOnlyList<Marking> markings)
    {
        var marked = new System.Text.StringBuilder();
        var at = 0;
        foreach (var marking in markings)
        {
            marked.Append(Markup.Escape(text[at..marking.Start]))
                .Append('[').Append(Colour(marking.Sign)).Append(']').Append(Markup.Escape(text.Substring(marking.Start, marking.Length))).Append("[/]");
            at = marking.Start + marking.Length;
        }

        return marked.Append(Markup.Escape(text[at..])).ToString();
    }

    private static string Verdict(Domain.Match match) => match.Relevant
        ? $"[bold green]Kept[/]: score {match.Score:0.##}; countries {List(match.Countries)}; themes {List(match.Themes)}."
        : $"[bold red]Dropped[/]: score {match.Score:0.##}, below the watchlist's threshold.";

    private static string List(IReadOnlyList<string> items) => items.Count == 0 ? "none" : string.Join(", ", items);

    private static string Colour(Sign sign) => sign switch { Sign.For => "green", Sign.Against => "red", _ => "blue" };
}
