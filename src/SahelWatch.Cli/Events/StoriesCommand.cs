using SahelWatch.Catalogue;
using SahelWatch.Stories;

namespace SahelWatch.Cli.Events;

/// <summary><c>stories</c>: lists what was reported lately; <c>--explain ID</c> says of one story which evidence joined each article to it.</summary>
internal static class StoriesCommand
{
    public static Command Create()
    {
        var since = new Option<string>("--since") { Description = "Stories that changed since: a period (3d, 12h) or a day.", DefaultValueFactory = _ => "1d" };
        var country = new Option<string?>("--country") { Description = "Only stories about this country: its code (ML) or its name (Mali)." };
        var theme = new Option<string?>("--theme") { Description = $"Only stories of this theme: {string.Join(", ", ThemeNames.All)}." };
        var place = new Option<string?>("--place") { Description = "Only stories in this place or within it." };
        var text = new Option<string?>("--text") { Description = "Only stories with these words, as in search." };
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

            var query = (await app.QueriesAsync(cancellationToken)).Read(name => name switch
            {
                "q" => line.GetValue(text),
                "country" => line.GetValue(country),
                "theme" => line.GetValue(theme),
                "place" => line.GetValue(place),
                "from" => line.GetValue(since),
                _ => null,
            });
            var stories = await archive.SinceAsync(query.From!.Value, cancellationToken);
            if (query with { From = null } != new CatalogueQuery())
            {
                var found = await app.Get<CatalogueReader>().SearchAsync(query with { From = null, Take = int.MaxValue }, cancellationToken);
                var ids = found.Rows.Select(r => r.Id).ToHashSet();
                stories = [.. stories.Where(s => ids.Contains(s.Id))];
            }

            Print(archive, stories, line.GetValue(format) == "jsonl" || line.GetValue(GlobalOptions.Json));
            return ExitCode.Done;
        }, since, country, theme, place, text, format, explain);
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
