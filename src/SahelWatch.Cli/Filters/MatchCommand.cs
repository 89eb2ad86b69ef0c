using System.CommandLine;
using System.Text.Json;
using SahelWatch.Language;
using SahelWatch.Matching;
using Spectre.Console;

namespace SahelWatch.Cli.Filters;

/// <summary><c>match --in A.jsonl</c> tells whether each article in a file is relevant, and why; <c>match "text…"</c> explains it for one text.</summary>
internal static class MatchCommand
{
    public static Command Create()
    {
        var text = new Argument<string?>("text") { Description = "A text to match and explain.", Arity = ArgumentArity.ZeroOrOne };
        var input = new Option<FileInfo?>("--in") { Description = "Articles, one JSON object per line: id, url, source, published, lang, title, summary, text." };
        var command = new Command("match", "Tell whether articles are about the Sahel, and why: as JSON lines for a file, in words for a text.")
            { text, input };
        command.SetAction(result =>
        {
            try
            {
                var watchlist = result.GetValue(GlobalOptions.Watchlist) is { } file ? Watchlist.Load(file.FullName) : Watchlist.Shipped;
                if (result.GetValue(input) is { } articles)
                    return Filter(new ArticleMatcher(watchlist), articles, Console.Out);
                if (result.GetValue(text) is { Length: > 0 } words)
                    return Explain(new ArticleMatcher(watchlist), words);
                return Wrong("Give a text, or a file of articles with --in.");
            }
            catch (Exception e) when (e is WatchlistException or IOException or UnauthorizedAccessException or JsonException)
            {
                return Wrong(e.Message);
            }
        });
        return command;
    }

    private static int Filter(ArticleMatcher matcher, FileInfo input, TextWriter output)
    {
        foreach (var row in MatchRow.Read(input.FullName))
            output.WriteLine(row.Line(matcher.Match(row)));
        return ExitCode.Done;
    }

    /// <summary>The text is treated as a headline: every name in it counts as if it were in the title.</summary>
    private static int Explain(ArticleMatcher matcher, string text)
    {
        MatchExplained.Print(AnsiConsole.Console, text, matcher.Explain(text, "", "", LanguageDetector.Detect(text, null)));
        return ExitCode.Done;
    }

    private static int Wrong(string message)
    {
        Console.Error.WriteLine(message);
        return ExitCode.WrongInput;
    }
}
