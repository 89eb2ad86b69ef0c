using SahelWatch.Digests;
using SahelWatch.Digests.Composing;
using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Digests.Editions;
using SahelWatch.Domain;

namespace SahelWatch.Tests.Digests;

/// <summary>Small stories and the digests of them, for one rule at a time. Mondays and Tuesdays are those of 2 and 3 November 2026.</summary>
internal static class SomeStory
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 2, 6, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Tuesday = Monday.AddDays(1);

    public static readonly Edition Daily = new() { Id = "daily", Title = "Daily", Readers = ["duty@example.org"] };

    public static Report Report(string id, string title, DateTimeOffset at, string language = "en", string lead = "", string? source = null,
        string? copyOf = null, params Figure[] figures) => new()
        {
            Article = new ArticleId(id),
            CopyOf = copyOf is null ? null : new ArticleId(copyOf),
            Source = source ?? $"Outlet {id}",
            Kind = "local",
            Language = language,
            Url = new Uri($"https://{id}.example/article"),
            Title = title,
            Lead = lead,
            Date = at,
            FirstSeen = at,
            Figures = figures,
        };

    public static Story Of(params Report[] reports) => new()
    {
        Id = StoryId.FoundedBy(reports[0].Article),
        Reports = reports,
        Countries = ["ML"],
        Themes = ["security"],
        FirstReported = reports.Min(r => r.Date),
        LastReported = reports.Max(r => r.Date),
        Changed = reports.Max(r => r.FirstSeen),
    };

    public static Figure Killed(int value) => new("killed", value, "exactly", null, null, "");

    public static DigestInput Input(DateTimeOffset now, params Story[] stories) => new()
    {
        Edition = Daily,
        Due = new DueDigest("daily", $"{now:yyyy-MM-dd}", DateOnly.FromDateTime(now.Date), now, Late: false),
        Window = new Window(now.AddDays(-1), now),
        Stories = stories,
        Figures = stories.ToDictionary(s => s.Id, RowsOf),
        Feeds = new FeedSummary(100, now, []),
    };

    public static Digest Digest(DateTimeOffset now, params Story[] stories) => Compose(Input(now, stories));

    public static Digest Compose(DigestInput input) => new DigestComposer(CorpusStories.Places, SeverityTable.Shipped).Compose(input);

    public static Digest After(Digest before, DateTimeOffset now, params Story[] stories) =>
        Compose(Input(now, stories) with { Previous = [before], Window = new Window(before.Window.To, now) });

    private static IReadOnlyList<FigureRow> RowsOf(Story story) =>
        [.. from report in story.Reports
            orderby report.Date descending
            from figure in report.Figures
            group new FigureClaim(
                figure.Value, figure.Qualifier, figure.High, figure.Source, report.Source, report.Article, report.Date) by figure.Kind into row
            select new FigureRow(row.Key, row.DistinctBy(c => c.Value).Count() > 1 ? "revised" : "agreed", [.. row])];
}
