using SahelWatch.Language;

namespace SahelWatch.Digests.Composing;

/// <summary>Decides which reports of a story are news to the readers of an edition.</summary>
internal static class News
{
    /// <summary>
    /// A feed's first poll returns old entries: those published longer than this before the window are not news, unless the feed could not be read at the time.
    /// </summary>
    private static readonly TimeSpan OldestNews = TimeSpan.FromDays(1);

    /// <summary>A further report in the same language is news if at least this share of its words is new; retellings of one event share more.</summary>
    private const double NewWords = 0.5;

    /// <summary>Who reports an event again after this long without a report has a reason to, in however much the same words: a verdict, a release.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromDays(2);

    /// <summary>Shorter words are mostly articles and prepositions.</summary>
    private const int ShortestWord = 4;

    /// <summary>The reports to mention, by date: all for a story never mailed, else those that say something new. Empty if there are none.</summary>
    public static IReadOnlyList<Report> Of(Story story, Mailed? mailed, Window window)
    {
        if (mailed is null)
            return story.Reports.Any(r => (r.IsDelayed ? r.FirstSeen : r.Date) >= window.From - OldestNews) ? story.Reports : [];

        var known = story.Reports.Where(r => mailed.Known.Contains(r.Article)).ToList();
        return [.. story.Reports.Where(r => !mailed.Known.Contains(r.Article) && SaysSomethingNew(r, known, mailed))];
    }

    /// <summary>The text of a report: its own, or the one it reprints.</summary>
    public static ArticleId TextOf(Report report) => report.CopyOf ?? report.Article;

    /// <summary>The meaningful words of a text, folded.</summary>
    public static HashSet<string> WordsOf(string text) => [.. Words.Of(text).Select(w => w.Folded).Where(w => w.Length >= ShortestWord)];

    private static bool SaysSomethingNew(Report report, List<Report> known, Mailed mailed)
    {
        if (report.Additions.Count > 0 || report.Figures.Any(f => mailed.Story.Told.All(t => t.Kind != f.Kind || t.Value != f.Value)))
            return true; // a later version of a text already sent: what it adds is news
        if (report.CopyOf is { } text && known.Any(r => TextOf(r) == text || r.Article == text))
            return false; // what it adds to the text already sent was checked above
        if (known.Count > 0 && report.Date - known.Max(r => r.Date) > Silence)
            return true;
        var heard = known.Where(r => r.Language == report.Language).SelectMany(r => WordsOf($"{r.Title} {r.Lead}")).ToHashSet();
        var said = WordsOf($"{report.Title} {report.Lead}");
        return heard.Count > 0
            ? said.Count(w => !heard.Contains(w)) >= NewWords * said.Count
            // Words cannot be compared across languages: a report written after the digest may say more, one written before says the same.
            : report.Date > mailed.Digest.Window.To;
    }
}
