using SahelWatch.Archive;
using SahelWatch.Feeds;
using SahelWatch.Storage;
using SahelWatch.Stories;

namespace SahelWatch.Cli.Events;

/// <summary><c>show ID</c>: a story and why its reports were grouped, or an article and why it was kept.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var id = IdArgument();
        return Commands.Verb("show", "Show a story or an article by its id, and why it was kept and grouped.", async (app, line, cancellationToken) =>
        {
            var named = Id(line.GetRequiredValue(id));
            var archive = app.Get<StoryArchive>();
            var story = await archive.FindAsync(named, cancellationToken);
            var article = story?.Id.Value == named ? null
                : await new ArticleStore(app.Get<IBlobs>()).FindAsync(new ArticleId(named), app.Get<TimeProvider>().GetUtcNow(), cancellationToken);
            if (story is null && article is null)
                throw new InputException($"There is no story and no article {named} in {app.Storage.Place}.");
            if (line.GetValue(GlobalOptions.Json))
                Console.WriteLine(article is not null ? ArticleStore.Json(article) : StoryArchive.Json(story!));
            else if (article is not null)
                Print(article, story);
            else
                StoryText.Print(archive, story!);
            return ExitCode.Done;
        }, id);
    }

    public static Argument<string> IdArgument() => new("id") { Description = "The id of a story or article: 16 hexadecimal digits; stories and search list them." };

    /// <exception cref="InputException">It cannot be an id.</exception>
    public static string Id(string text) => text.Length == ContentHash.Of("").Length && text.All(char.IsAsciiHexDigitLower) ? text
        : throw new InputException($"\"{text}\" is not an id: ids have 16 hexadecimal digits and are listed by stories and search.");

    private static void Print(Article article, Story? story)
    {
        Console.WriteLine(Style.In(Style.Bold, PrintableText.Of(article.Title)));
        Console.WriteLine(PrintableText.Of(string.Create(
            CultureInfo.InvariantCulture, $"{article.Source}, {article.Date:yyyy-MM-dd HH:mm}Z, {article.Language}: {article.Url}")));
        var because = story?.Reports.FirstOrDefault(r => r.Article == article.Id)?.Because;
        Console.WriteLine(story is null ? "In no recent story." : $"In story {story.Id}{(because is null ? "" : $": {because}")}.");
        var match = article.Match;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Kept: score {match.Score:0.##}; countries {List(match.Countries)}; themes {List(match.Themes)}. Because of:"));
        TextTable.Print(Console.Out, ["WEIGHT", "IN", "MEANS", "TERM"],
            [.. match.Why.Select(w => (string[])[w.Weight.ToString("0.##", CultureInfo.InvariantCulture), w.Field, w.Place ?? "", w.Term])]);
    }

    private static string List(IReadOnlyList<string> items) => items.Count == 0 ? "none" : string.Join(' ', items);
}
