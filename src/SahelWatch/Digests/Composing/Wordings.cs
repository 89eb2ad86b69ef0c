using SahelWatch.Digests.Editions;

namespace SahelWatch.Digests.Composing;

/// <summary>Chooses the reports that tell a story best to an edition's readers, and quotes the headline and the sentences from them.</summary>
internal sealed class Wordings
{
    public const int LongestHeadline = 200;
    public const int LongestName = 60;

    /// <summary>The languages that most readers know, for want of a better criterion.</summary>
    private static readonly string[] MostRead = ["fr", "en", "ar"];

    private readonly List<Report> _candidates;
    private readonly IReadOnlySet<ArticleId> _outdated;

    /// <param name="outdated">Reports whose figures have been superseded.</param>
    public Wordings(IReadOnlyList<Report> reports, IReadOnlySet<ArticleId> outdated, Edition edition)
    {
        _outdated = outdated;
        var language = LanguageOf(reports, edition);
        var same = reports.Where(r => r.Language == language).ToList();
        var words = same.Select(r => News.WordsOf($"{r.Title} {r.Lead}")).ToList();
        _candidates = [.. same
            .OrderBy(IsOutdated)
            .ThenByDescending(r => words.Sum(report => News.WordsOf(r.Title).Count(report.Contains))) // the title that agrees with most reports
            .ThenByDescending(r => OutletKind.Weight(r.Kind))
            .ThenBy(r => r.CopyOf is not null)
            .ThenByDescending(r => r.Date)
            .ThenBy(r => r.Article.Value, StringComparer.Ordinal)];
    }

    public Headline Headline()
    {
        var best = _candidates[0];
        return new Headline(CleanText.Line(best.Title, LongestHeadline), best.Language, best.Article, Links.Safe(best.Url));
    }

    /// <summary>Uses one report for each text: copies say the same, plus their outlet's boilerplate.</summary>
    /// <param name="known">Reports of the story that readers had before.</param>
    public IReadOnlyList<Excerpt> Excerpts(IEnumerable<Report> known) =>
        Composing.Excerpts.From(
            [.. _candidates.Where(r => IsOutdated(r) == IsOutdated(_candidates[0]))
                .OrderBy(r => r.CopyOf is not null).DistinctBy(News.TextOf).OrderBy(_candidates.IndexOf)],
            known.Select(News.TextOf).ToHashSet());

    private bool IsOutdated(Report report) => _outdated.Contains(report.Article) || (report.CopyOf is { } text && _outdated.Contains(text));

    /// <summary>The edition's language if there is a report in it, else one that its readers read, else that of most reports.</summary>
    private static string LanguageOf(IReadOnlyList<Report> reports, Edition edition) =>
        edition.Languages.Prepend(edition.Language).FirstOrDefault(l => reports.Any(r => r.Language == l))
        ?? reports.CountBy(r => r.Language).OrderByDescending(l => l.Value)
            .ThenBy(l => Array.IndexOf(MostRead, l.Key) is var at and >= 0 ? at : MostRead.Length)
            .ThenBy(l => l.Key, StringComparer.Ordinal).First().Key;
}
