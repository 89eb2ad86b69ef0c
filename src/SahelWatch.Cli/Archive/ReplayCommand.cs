using SahelWatch.Archive;
using SahelWatch.Feeds;
using SahelWatch.Matching;
using SahelWatch.Storage;

namespace SahelWatch.Cli.Archive;

/// <summary>
/// <c>replay --watchlist new.yaml --since 30d</c>: which articles in the archive a changed watchlist would have kept, dropped or assigned to other countries.
/// </summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var since = new Option<string>("--since") { Description = "How far back: a period (30d, 48h) or a day.", DefaultValueFactory = _ => "30d" };
        return Commands.Verb(
            "replay", "Show which stored articles a changed watchlist (--watchlist) would have dropped or assigned to other countries.",
            async (app, line, cancellationToken) =>
        {
            var file = line.GetValue(GlobalOptions.Watchlist) ?? throw new InputException("Name the watchlist to test with --watchlist.");
            var matcher = new ArticleMatcher(Watchlist.Load(file.FullName));
            var now = app.Get<TimeProvider>().GetUtcNow();
            var from = (await app.QueriesAsync(cancellationToken)).Since(line.GetValue(since)!);
            var (kept, changed, json) = (0, 0, line.GetValue(GlobalOptions.Json));
            var seen = new HashSet<ArticleId>(); // an edit on a later day is the same article
            var archive = new ArticleStore(app.Get<IBlobs>());
            await foreach (var article in archive.DaysAsync(DayOf(from), DayOf(now), cancellationToken))
            {
                if (article is { IsEdit: true, Match.Relevant: false } || !seen.Add(article.Id))
                    continue;
                var match = matcher.Match(article.Title, article.Summary, article.Text, article.Language);
                kept += match.Relevant ? 1 : 0;
                if (Difference(article.Match, match) is not { } difference)
                    continue;
                changed++;
                if (json)
                {
                    var (before, after) = (Verdict(article.Match), Verdict(match));
                    CliJson.Print(new { Id = article.Id.Value, article.Title, article.Source, article.Date, before, after });
                }
                else
                    Console.WriteLine($"{article.Id}  {article.Date:yyyy-MM-dd}  {difference}  {PrintableText.Of(article.Title)} ({article.Source})");
            }

            if (!json)
                Console.WriteLine($"{changed} would change; {kept} would be kept. Articles dropped at the time are not archived and cannot be tested.");
            return ExitCode.Done;
        }, since);
    }

    private static object Verdict(Match match) => new { match.Relevant, match.Score, match.Countries };

    /// <summary>What changes, in a few words; null if nothing does.</summary>
    internal static string? Difference(Match before, Match after)
    {
        if (before.Relevant != after.Relevant)
            return string.Create(CultureInfo.InvariantCulture, $"{(after.Relevant ? "kept" : "dropped")} ({before.Score:0.##} -> {after.Score:0.##})");
        return before.Countries.Order(StringComparer.Ordinal).SequenceEqual(after.Countries.Order(StringComparer.Ordinal), StringComparer.Ordinal) ? null
            : $"countries {string.Join(' ', before.Countries)} -> {string.Join(' ', after.Countries)}";
    }

    private static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);
}
