using System.Text.Json;
using SahelWatch.Archive;
using SahelWatch.Language;
using SahelWatch.Storage;

namespace SahelWatch.Cli.Archive;

/// <summary><c>correct</c>: records that an article was wrongly kept (or dropped) in the file of regressions, which the tests run.</summary>
internal static class CorrectCommand
{
    private static readonly string Regressions = Path.Combine("tests", "SahelWatch.Tests", "Data", "Matching", "regressions.jsonl");

    public static Command Create()
    {
        var article = new Argument<string>("article") { Description = "The id of an archived article, or any title." };
        var summary = new Option<string>("--summary") { Description = "The summary in the feed.", DefaultValueFactory = _ => "" };
        var relevant = new Option<bool>("--relevant") { Description = "It is about the Sahel but was dropped. Default: it is not, but was kept." };
        var reason = new Option<string>("--reason") { Description = "The reader's reason.", Required = true };
        var file = new Option<FileInfo>("--file")
        { Description = $"The file of regressions. Default: {Regressions}", DefaultValueFactory = _ => new FileInfo(Regressions) };
        return Commands.Verb("correct", "Record that the matcher is wrong about an article, as a regression test.", async (line, cancellationToken) =>
        {
            var found = await OfAsync(line, line.GetRequiredValue(article), line.GetRequiredValue(summary), cancellationToken);
            var regression = found with { Relevant = line.GetValue(relevant), Reason = line.GetRequiredValue(reason) };
            var added = Add(line.GetRequiredValue(file), regression);
            Console.WriteLine(
                added ? $"Recorded as {regression.Id}. The test fails until the watchlist or gazetteer is fixed." : $"{regression.Id} is already recorded.");
            return ExitCode.Done;
        }, article, summary, relevant, reason, file);
    }

    private static async Task<Regression> OfAsync(ParseResult line, string article, string summary, CancellationToken cancellationToken)
    {
        if (article.Length == ContentHash.Of("").Length && article.All(char.IsAsciiHexDigitLower))
        {
            await using var app = App.Build(line);
            var stored = await new ArticleStore(app.Get<IBlobs>()).FindAsync(new ArticleId(article), app.Get<TimeProvider>().GetUtcNow(), cancellationToken)
                ?? throw new InputException($"There is no article {article} in {app.Storage.Place}; give its title instead.");
            return new(article, stored.Language, stored.Title, stored.Summary, false, "");
        }

        return new(ContentHash.Of($"{article}\n{summary}"), LanguageDetector.Detect($"{article}\n{summary}", null), article, summary, false, "");
    }

    /// <returns>False where the article is in the file already.</returns>
    private static bool Add(FileInfo file, Regression regression)
    {
        try
        {
            if (file.Exists && File.ReadLines(file.FullName).Any(l => l.Contains($"\"{regression.Id}\"", StringComparison.Ordinal)))
                return false;
            File.AppendAllText(file.FullName, JsonSerializer.Serialize(regression, CliJson.Lines) + "\n");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{file.FullName} cannot be written ({e.Message}); run this in a checkout, or name the file with --file.", e);
        }
    }
}

/// <summary>A verdict that a reader corrected.</summary>
internal sealed record Regression(string Id, string Lang, string Title, string Summary, bool Relevant, string Reason);
