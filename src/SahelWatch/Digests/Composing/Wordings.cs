using SahelWatch.Digests.Editions;
using SahelWatch.Domain;

namespace SahelWatch.Digests.Composing;

/// <summary>Chooses the reports that tell a story best to an edition's readers, and from them the headline and the sentences, as they stand.</summary>
internal sealed class Wordings
{
    public const int LongestHeadline = 200;
    public const int LongestName = 60;

    /// <summary>The languages that most people who watch the region read, for want of a better reason to choose.</summary>
    private static readonly string[] MostRead = ["fr", "en", "ar"];

    private readonly List<Report> _candidates;

    /// <param name="outdated">Reports whose figures later ones took the place of.</param>
    public Wordings(IReadOnlyList<Report> reports, IReadOnlySet<ArticleId> outdated, Edition edition)
    {
        var language = LanguageOf(reports, edition);
        var same = reports.Where(r => r.Language == language).ToList();
        var words = same.Select(r => News.WordsOf($"{r.Title} {r.Lead}")).ToList();
        _candidates = [.. same
            .OrderBy(r => outdated.Contains(r.Article) || (r.CopyOf is { } text && outdated.Contains(text)))
            .ThenByDescending(r => words.Sum(report => News.WordsOf(r.Title).Count(report.Contains))) // the title that most of the reports bear out
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

    /// <summary>One report of each text: its copies say the same, and end in what their outlet adds to everything.</summary>
    public IReadOnlyList<Excerpt> Excerpts() =>
        Composing.Excerpts.From([.. _candidates.OrderBy(r => r.CopyOf is not null).DistinctBy(News.TextOf).OrderBy(_candidates.IndexOf)]);

    /// <summary>The frame's language where a report has it, then those the edition's readers read, then the one most reports are in.</summary>
    private static string LanguageOf(IReadOnlyList<Report> reports, Edition edition) =>
        edition.Languages.Prepend(edition.Language).FirstOrDefault(l => reports.Any(r => r.Language == l))
        ?? reports.CountBy(r => r.Language).OrderByDescending(l => l.Value)
            .ThenBy(l => Array.IndexOf(MostRead, l.Key) is var at and >= 0 ? at : MostRead.Length)
            .ThenBy(l => l.Key, StringComparer.Ordinal).First().Key;
}
