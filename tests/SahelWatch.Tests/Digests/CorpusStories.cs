using System.Text.Json;
using System.Text.RegularExpressions;
using SahelWatch.Domain;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Digests;

/// <summary>
/// The stories of the bundled fictional corpus, grouped by its labels (Data/Digests/events.jsonl): what the pipeline would hand to the composer at an instant.
/// </summary>
internal static partial class CorpusStories
{
    private static readonly TimeSpan SeenAfter = TimeSpan.FromMinutes(5);
    private static readonly Lazy<IReadOnlyList<(CorpusArticle Article, CorpusLabel Label)>> Rows = new(Read);

    public static EntrySet Places { get; } = EntrySet.Load([Repository.PathOf("tests/SahelWatch.Tests/Data/Digests/places.yaml")]);

    public static IReadOnlyList<Story> At(DateTimeOffset now) =>
        [.. Rows.Value.Where(r => r.Article.Published + SeenAfter <= now).GroupBy(r => r.Label.Event)
            .Select(g => StoryOf([.. g.OrderBy(r => r.Article.Published)]))];

    public static Dictionary<StoryId, IReadOnlyList<FigureRow>> FiguresOf(IReadOnlyList<Story> stories) =>
        stories.ToDictionary(s => s.Id, s => (IReadOnlyList<FigureRow>)[.. Rowed(s, "killed"), .. Rowed(s, "injured")]);

    private static IEnumerable<FigureRow> Rowed(Story story, string kind)
    {
        var claims = (from report in story.Reports
                      where report.CopyOf is null
                      from figure in report.Figures
                      where figure.Kind == kind && figure.Value > 0
                      orderby report.Date descending
                      select new FigureClaim(figure.Value, figure.Qualifier, figure.High, figure.Source, report.Source, report.Article, report.Date)).ToList();
        if (claims.Count > 0)
            yield return new FigureRow(kind, claims.DistinctBy(c => c.Value).Count() > 1 ? "revised" : "agreed", claims);
    }

    private static Story StoryOf(IReadOnlyList<(CorpusArticle Article, CorpusLabel Label)> rows)
    {
        var founders = rows.Where(r => r.Label.CopyGroup is not null).GroupBy(r => r.Label.CopyGroup!)
            .ToDictionary(g => g.Key, g => ArticleId.From(g.First().Label.Id));
        var reports = rows.Select(r => ReportOf(r.Article, r.Label, r.Label.CopyGroup is { } group ? founders[group] : null)).ToList();
        var label = rows[0].Label;
        return new Story
        {
            Id = StoryId.FoundedBy(reports[0].Article),
            Reports = reports,
            Countries = label.Countries,
            Themes = label.Themes,
            Entities = label.Places,
            FirstReported = reports[0].Date,
            LastReported = reports[^1].Date,
            Changed = reports[^1].FirstSeen,
        };
    }

    private static Report ReportOf(CorpusArticle article, CorpusLabel label, ArticleId? founder)
    {
        var id = ArticleId.From(label.Id);
        var credit = Credit().Match(article.Text);
        return new Report
        {
            Article = id,
            CopyOf = founder == id ? null : founder,
            Source = article.Source,
            Kind = article.Source.Contains("Wire", StringComparison.Ordinal) || article.Source.StartsWith("Agence", StringComparison.Ordinal)
                ? "wire"
                : "local",
            Language = article.Lang,
            Url = article.Url,
            Title = article.Title,
            Lead = article.Text.Length <= 700 ? article.Text : article.Text[..article.Text.LastIndexOf('.', 700)] + ".",
            Date = article.Published,
            FirstSeen = article.Published + SeenAfter,
            Agency = credit.Success ? credit.Groups[1].Value : null,
            Figures = [.. Figure("killed", label.Killed, article), .. Figure("injured", label.Injured, article)],
        };
    }

    private static IEnumerable<Figure> Figure(string kind, int? value, CorpusArticle article)
    {
        if (value is { } n)
            yield return new Figure(kind, n, article.Title.Contains("least", StringComparison.Ordinal)
                || article.Title.Contains("au moins", StringComparison.Ordinal) ? "at-least" : "exactly", null,
                article.Text.Contains("security source", StringComparison.Ordinal) || article.Text.Contains("source sécuritaire", StringComparison.Ordinal)
                    ? "security"
                    : null, "");
    }

    private static List<(CorpusArticle, CorpusLabel)> Read()
    {
        var articles = File.ReadLines(Repository.PathOf("src/SahelWatch.Cli/Demo/articles.jsonl"))
            .Select(l => JsonSerializer.Deserialize<CorpusArticle>(l, JsonSerializerOptions.Web)!).ToDictionary(a => a.Url);
        return [.. File.ReadLines(Repository.PathOf("tests/SahelWatch.Tests/Data/Digests/events.jsonl"))
            .Select(l => JsonSerializer.Deserialize<CorpusLabel>(l, JsonSerializerOptions.Web)!).Select(l => (articles[l.Url], l))];
    }

    [GeneratedRegex(@"^[^(\n]{2,60}\(([^()\n]{2,60})\)")]
    private static partial Regex Credit();

    internal sealed record CorpusArticle(string Source, string Lang, Uri Url, DateTimeOffset Published, string Title, string Text);

    internal sealed record CorpusLabel(
        Uri Url, string Id, string Event, string? CopyGroup, IReadOnlyList<string> Countries, IReadOnlyList<string> Themes, int? Killed, int? Injured,
            IReadOnlyList<string> Places);
}
