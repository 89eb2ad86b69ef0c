using SahelWatch.Language;
using SahelWatch.Matching;

namespace SahelWatch.Cli.Filters;

/// <summary><c>match --in A.jsonl</c> tells whether each article in a file is relevant, and why; <c>match "text…"</c> explains it for one text.</summary>
internal static class MatchCommand
{
    public static Command Create()
    {
        var text = new Argument<string?>("text") { Description = "A text to match and explain.", Arity = ArgumentArity.ZeroOrOne };
        var input = ArticleRow.Option(required: false);
        return Commands.Verb("match", "Tell whether articles are about the Sahel, and why: as JSON for a file, in words for a text.", line =>
        {
            var matcher = new ArticleMatcher(line.GetValue(GlobalOptions.Watchlist) is { } file ? Watchlist.Load(file.FullName) : Watchlist.Shipped);
            if (line.GetValue(input) is { } articles)
                Print(matcher, articles);
            else if (line.GetValue(text) is { Length: > 0 } words)
                // The text is treated as a headline: every name in it counts as if it were in the title.
                Print(words, matcher.Explain(words, LanguageDetector.Detect(words, null)));
            else
                throw new InputException("Give a text, or a file of articles with --in.");
        }, text, input);
    }

    private static void Print(ArticleMatcher matcher, FileInfo articles)
    {
        foreach (var row in ArticleRow.Read(articles))
        {
            var match = matcher.Match(row.Title, row.Summary, row.Text, row.Language);
            CliJson.Print(new { row.Id, match.Relevant, match.Score, match.Countries, match.Themes, match.Why });
        }
    }

    /// <summary>The text with its evidence highlighted, and the verdict.</summary>
    private static void Print(string text, Explanation explanation)
    {
        Console.WriteLine(Style.Marked(text, explanation.Markings.Select(m => (m.Start, m.Length, StyleOf(m.Sign)))) + "\n");
        foreach (var marking in explanation.Markings)
            Console.WriteLine($"  {Style.In(StyleOf(marking.Sign), text.Substring(marking.Start, marking.Length))}  {marking.Note}");
        var match = explanation.Match;
        Console.WriteLine(match.Relevant
            ? $"\n{Style.In(Style.Green, "Kept")}: score {match.Score:0.##}; countries {List(match.Countries)}; themes {List(match.Themes)}."
            : $"\n{Style.In(Style.Red, "Dropped")}: score {match.Score:0.##}, below the watchlist's threshold.");
    }

    private static string List(IReadOnlyList<string> items) => items.Count == 0 ? "none" : string.Join(", ", items);

    private static string StyleOf(Sign sign) => sign switch { Sign.For => Style.Green, Sign.Against => Style.Red, _ => Style.Blue };
}
