using SahelWatch.Catalogue;
using SahelWatch.Stories;

namespace SahelWatch.Cli.Events;

/// <summary><c>stories</c>: lists recent stories; <c>--explain ID</c> shows the evidence that joined each article to a story.</summary>
internal static class StoriesCommand
{
    public static Command Create()
    {
        var options = new QueryOptions(since: "1d");
        var format = new Option<string>("--format") { Description = "text, or jsonl: one stored story per line.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "jsonl");
        var explain = new Option<string?>("--explain") { Description = "The id of a story, or of an article in it, to explain." };
        return Commands.Verb("stories", "List the stories of the last day, or explain one.", async (app, line, cancellationToken) =>
        {
            var archive = app.Get<StoryArchive>();
            if (line.GetValue(explain) is { } id)
            {
                StoryText.Print(archive, await archive.FindAsync(ShowCommand.Id(id), cancellationToken)
                    ?? throw new InputException($"--explain {id}: no recent story or article has this id."));
                return ExitCode.Done;
            }

            var query = await options.ReadAsync(app, line, cancellationToken);
            var stories = await archive.SinceAsync(query.From!.Value, cancellationToken);
            if (query with { From = null } != new CatalogueQuery())
            {
                var found = await app.Get<CatalogueReader>().SearchAsync(query with { From = null, Take = int.MaxValue }, cancellationToken);
                var ids = found.Rows.Select(r => r.Id).ToHashSet();
                stories = [.. stories.Where(s => ids.Contains(s.Id))];
            }

            Print(archive, stories, line.GetValue(format) == "jsonl" || line.GetValue(GlobalOptions.Json));
            return ExitCode.Done;
        }, [.. options.All, format, explain]);
    }

    private static void Print(StoryArchive archive, IReadOnlyList<Story> stories, bool json)
    {
        if (json)
        {
            foreach (var story in stories)
                Console.WriteLine(StoryArchive.Json(story));
        }
        else if (stories.Count == 0)
            Console.WriteLine("No story that matches the filters has changed since then.");
        else
            StoryText.Print(archive, stories);
    }
}
