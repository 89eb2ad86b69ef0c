using SahelWatch.Articles;

namespace SahelWatch.Digests;

/// <summary>Chooses the headline and the sentences that tell a story best, as they stand in its reports.</summary>
internal sealed class Wordings
{
    private const int MostSentences = 3;
    private const int SentencesOfOneReport = 4;
    public const int LongestHeadline = 200;
    public const int LongestName = 60;
    private const int LongestSentence = 320;
    private const int LongestExcerpt = 640;

    /// <summary>Shorter pieces are datelines, captions and "Read more".</summary>
    private const int ShortestSentence = 35;

    /// <summary>A further sentence must say at least this share of new words.</summary>
    private const double NewWords = 0.5;

    private readonly List<Report> candidates;

    /// <param name="outdated">Reports whose figures later ones took the place of.</param>
    public Wordings(IReadOnlyList<Report> reports, IReadOnlySet<ArticleId> outdated, Edition edition)
    {
        var language = Language(reports, edition);
        var same = reports.Where(r => r.Language == language).ToList();
        var words = same.Select(r => News.WordsOf($"{r.Title} {r.Lead}")).ToList();
        candidates = [.. same
            .OrderBy(r => outdated.Contains(r.Article))
            .ThenByDescending(r => words.Sum(other => Overlap(News.WordsOf(r.Title), other))) // the title that most of the reports bear out
            .ThenByDescending(r => OutletKind.Weight(r.Kind))
            .ThenBy(r => r.CopyOf is not null)
            .ThenByDescending(r => r.Date)
            .ThenBy(r => r.Article.Value, StringComparer.Ordinal)];
    }

    public Headline Headline()
    {
        var best = candidates[0];
        return new Headline(CleanText.Line(best.Title, LongestHeadline), best.Language, best.Article, Links.Safe(best.Url));
    }

    public IReadOnlyList<Excerpt> Excerpts()
    {
        var covered = new HashSet<string>();
        var chosen = new List<Excerpt>();
        var left = (from report in candidates.Index()
                    from sentence in Sentences(report.Item).Take(SentencesOfOneReport).Index()
                    select (report, sentence, Words: News.WordsOf(sentence.Item))).ToList();
        while (chosen.Count < MostSentences && left.Count > 0)
        {
            var best = left.MaxBy(s => New(s.Words, covered) / (1 + (0.3 * s.sentence.Index) + (0.15 * s.report.Index))); // leads first, and the best report's before others'
            left.Remove(best);
            if (New(best.Words, covered) < NewWords || chosen.Sum(c => c.Text.Length) + best.sentence.Item.Length > LongestExcerpt)
                continue;
            covered.UnionWith(best.Words);
            chosen.Add(new Excerpt(best.sentence.Item, best.report.Item.Language, CleanText.Line(best.report.Item.Source, LongestName)));
        }

        return chosen;
    }

    /// <summary>The reader's own language where a report has it, then those the edition names, then the one most reports are in.</summary>
    private static string Language(IReadOnlyList<Report> reports, Edition edition) =>
        edition.Languages.Prepend(edition.Language).FirstOrDefault(l => reports.Any(r => r.Language == l))
        ?? reports.GroupBy(r => r.Language).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;

    private static IEnumerable<string> Sentences(Report report) =>
        from sentence in Text.Sentences.Of(Dateline.Strip(report.Lead))
        let line = CleanText.Line(sentence.Text, LongestSentence)
        where line.Length >= ShortestSentence
        select line;

    private static double New(HashSet<string> words, HashSet<string> covered) => words.Count == 0 ? 0 : (double)words.Count(w => !covered.Contains(w)) / words.Count;

    private static int Overlap(HashSet<string> a, HashSet<string> b) => a.Count(b.Contains);
}
