using System.Collections.Concurrent;
using SahelWatch.Domain;

namespace SahelWatch.Matching;

/// <summary>Decides whether an article is about what a watchlist watches, and says why. Safe to use from many threads at once.</summary>
public sealed class ArticleMatcher(Watchlist watchlist)
{
    private static readonly Match None = new() { Relevant = false, Score = 0 };

    private readonly ConcurrentBag<Reading> readings = [];

    /// <param name="title">Plain text, as the other fields; each may be empty.</param>
    /// <param name="language">en, fr, ar or other (<see cref="Language.LanguageDetector"/>).</param>
    public Match Match(string title, string summary, string text, string language) => Match(title, summary, text, language, null);

    /// <summary>The same verdict where the language is not known yet: most articles of most feeds name nothing that is known, and need none.</summary>
    /// <param name="language">Asked for at most once, and not at all where no name is found.</param>
    public Match Match(string title, string summary, string text, Func<string> language) => Match(title, summary, text, null, language);

    /// <summary>The same verdict with every piece of evidence and where it stands: for people, slower.</summary>
    public Explanation Explain(string title, string summary, string text, string language)
    {
        var reading = new Reading();
        reading.FindNames(watchlist.Lexicon, title, summary, text);
        return Explainer.Explain(reading, Judge(reading, language));
    }

    private Match Match(string title, string summary, string text, string? known, Func<string>? language)
    {
        var reading = readings.TryTake(out var used) ? used : new Reading();
        var match = reading.FindNames(watchlist.Lexicon, title, summary, text) ? Judge(reading, known ?? language!()) : None;
        readings.Add(reading);
        return match;
    }

    private Match Judge(Reading reading, string language)
    {
        reading.Read(watchlist.Lexicon, language);
        reading.Senses.Judge(reading, watchlist.Lexicon.HardThemes);
        return Verdict.Of(watchlist, reading);
    }
}
