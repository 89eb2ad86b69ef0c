using SahelWatch.Domain;
using SahelWatch.Language;

namespace SahelWatch.Digests.Composing;

/// <summary>Tells which reports of a story are news to the readers of an edition.</summary>
internal static class News
{
    /// <summary>
    /// A first poll brings a feed's whole past: what was published longer than this before the window is history, not news; unless its feed could not be read
    /// then.
    /// </summary>
    private static readonly TimeSpan OldestNews = TimeSpan.FromDays(1);

    /// <summary>
    /// A further report in a language already heard is news when at least this share of its words was not said before; retellings of one event share more.
    /// </summary>
    private const double NewWords = 0.5;

    /// <summary>Words shorter than this are mostly articles and prepositions.</summary>
    private const int ShortestWord = 4;

    /// <summary>
    /// The reports to tell of, by date: all of a story never mailed; of one that was, those that say something new. Empty where there is nothing to tell.
    /// </summary>
    public static IReadOnlyList<Report> Of(Story story, Mailed? mailed, Window window)
    {
        if (mailed is null)
            return story.Reports.Any(r => (r.IsDelayed ? r.FirstSeen : r.Date) >= window.From - OldestNews) ? story.Reports : [];

        var known = story.Reports.Where(r => mailed.Known.Contains(r.Article)).ToList();
        return [.. story.Reports.Where(r => !mailed.Known.Contains(r.Article) && SaysSomethingNew(r, known, mailed))];
    }

    /// <summary>The text a report carries: its own, or the one it reprints.</summary>
    public static ArticleId TextOf(Report report) => report.CopyOf ?? report.Article;

    /// <summary>The words of a text that carry meaning, folded.</summary>
    public static HashSet<string> WordsOf(string text) => [.. Words.Of(text).Select(w => w.Folded).Where(w => w.Length >= ShortestWord)];

    private static bool SaysSomethingNew(Report report, List<Report> known, Mailed mailed)
    {
        if (report.Additions.Count > 0 || report.Figures.Any(f => mailed.Story.Told.All(t => t.Kind != f.Kind || t.Value != f.Value)))
            return true; // a later version of a text that was told: what it adds is news
        if (report.CopyOf is { } text && known.Any(r => TextOf(r) == text || r.Article == text))
            return false; // what it adds to the text that was told was looked at already
        var heard = known.Where(r => r.Language == report.Language).SelectMany(r => WordsOf($"{r.Title} {r.Lead}")).ToHashSet();
        var said = WordsOf($"{report.Title} {report.Lead}");
        return heard.Count > 0
            ? said.Count(w => !heard.Contains(w)) >= NewWords * said.Count
            // Words cannot be compared across languages: what was written since the digest may say more, what was written before tells the same.
            : report.Date > mailed.Digest.Window.To;
    }
}
