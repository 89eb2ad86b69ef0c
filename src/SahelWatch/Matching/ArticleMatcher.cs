using System.Collections.Concurrent;
using SahelWatch.Articles;

namespace SahelWatch.Matching;

/// <summary>Decides whether an article is about what a watchlist watches, and says why. Safe to use from many threads at once.</summary>
public sealed class ArticleMatcher(Watchlist watchlist)
{
    private readonly ConcurrentBag<Reading> readings = [];

    /// <param name="title">Plain text, as the other fields; each may be empty.</param>
    /// <param name="language">en, fr, ar or other (<see cref="Text.LanguageDetector"/>).</param>
    public Match Match(string title, string summary, string text, string language) => Judge(title, summary, text, language, static (_, match) => match);

    /// <summary>The same verdict with every piece of evidence and where it stands: for people, slower.</summary>
    public Explanation Explain(string title, string summary, string text, string language) => Judge(title, summary, text, language, Explainer.Explain);

    private T Judge<T>(string title, string summary, string text, string language, Func<Reading, Match, T> result)
    {
        var reading = readings.TryTake(out var used) ? used : new Reading();
        reading.Read(watchlist.Lexicon, title, summary, text, language);
        SenseJudge.Judge(reading);
        var found = result(reading, Verdict.Of(watchlist, reading));
        readings.Add(reading);
        return found;
    }
}
