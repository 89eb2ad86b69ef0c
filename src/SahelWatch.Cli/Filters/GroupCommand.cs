using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories;
using SahelWatch.Stories.Indexing;

namespace SahelWatch.Cli.Filters;

/// <summary>
/// <c>group --in A.jsonl</c>: replays an archive through the incremental grouping that a running watch uses, and prints one line per article.
/// </summary>
internal static class GroupCommand
{
    private static readonly TimeSpan Cycle = TimeSpan.FromMinutes(15); // articles arrive in polls, not one by one

    public static Command Create()
    {
        var input = ArticleRow.Option(required: true);
        var asGiven = new Option<bool>("--as-given")
        { Description = "Process the articles one by one in file order instead of in polls by date." };
        return Commands.Verb("group", "Tell which article each article in a file reprints and which story it belongs to.",
            line => Run(line.GetRequiredValue(input)!, line.GetValue(asGiven)), input, asGiven);
    }

    private static void Run(FileInfo input, bool asGiven)
    {
        var rows = ArticleRow.Read(input).ToList();
        var last = rows.Max(r => r.Published) ?? DateTimeOffset.UnixEpoch;
        var arrivals = rows.Select(r => ArticleOf(r, asGiven ? last : r.Published ?? last));
        if (!asGiven)
            arrivals = arrivals.OrderBy(a => a.Date).ThenBy(a => a.Id.Value, StringComparer.Ordinal);

        var grouper = new StoryGrouper(EntrySet.Shipped, new StoryOptions());
        var index = new WindowIndex();
        var lines = new Dictionary<ArticleId, GroupLine>();
        foreach (var cycle in Cycles(arrivals, asGiven ? last : null))
        {
            var grouping = grouper.Assign(cycle.Articles, index, cycle.Now);
            foreach (var assignment in grouping.Assignments)
                lines[assignment.Article.Id] = new GroupLine(assignment.Article.Id.Value, assignment.CopyOf?.Value, assignment.Story.Value);
            foreach (var copy in grouping.Copies)
                lines[copy.Article] = lines[copy.Article] with { CopyOf = copy.CopyOf?.Value };
            foreach (var move in grouping.Moves)
            {
                foreach (var article in move.Articles)
                    lines[article] = lines[article] with { Story = move.To.Value };
            }
        }

        foreach (var row in rows)
            CliJson.Print(lines[new ArticleId(row.Id)]);
    }

    /// <summary>The articles by the polls that would have fetched them; if the time is fixed, every article is a poll of its own.</summary>
    private static IEnumerable<(DateTimeOffset Now, IReadOnlyList<Article> Articles)> Cycles(IEnumerable<Article> arrivals, DateTimeOffset? fixedNow) =>
        fixedNow is { } now
        ? arrivals.Select(a => (now, (IReadOnlyList<Article>)[a]))
        : arrivals.GroupBy(a => a.FirstSeen.UtcTicks / Cycle.Ticks).Select(g => (g.Max(a => a.FirstSeen), (IReadOnlyList<Article>)[.. g]));

    private static Article ArticleOf(ArticleRow row, DateTimeOffset firstSeen) => new()
    {
        Id = new ArticleId(row.Id),
        Feed = new FeedId(row.Source ?? ""),
        Source = row.Source ?? "",
        Url = Uri.TryCreate(row.Url, UriKind.Absolute, out var url) ? url : new Uri("about:blank"),
        Title = row.Title,
        Summary = row.Summary,
        Text = row.Text,
        Language = row.Lang ?? "other",
        Published = row.Published,
        FirstSeen = firstSeen,
        Match = new Match { Relevant = true, Score = 0 },
    };

    private sealed record GroupLine(string Id, string? CopyOf, string Story);
}
