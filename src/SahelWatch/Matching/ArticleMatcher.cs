using System.Collections.Concurrent;

namespace SahelWatch.Matching;

/// <summary>Decides whether an article is relevant to a watchlist, and why. Thread-safe.</summary>
public sealed class ArticleMatcher(Watchlist watchlist)
{
    private static readonly Match None = new() { Relevant = false, Score = 0 };

    private readonly ConcurrentStack<Reading> _readings = [];
    private readonly HomePress _homePress = new(watchlist);

    /// <param name="title">Plain text, like the other fields; each may be empty.</param>
    /// <param name="language">en, fr, ar or other (<see cref="Language.LanguageDetector"/>).</param>
    /// <param name="outletCountry">The country that the outlet covers according to the feed list; null if unknown.</param>
    public Match Match(string title, string summary, string text, string language, string? outletCountry = null) =>
        Match(title, summary, text, language, null, outletCountry);

    /// <summary>The same, but detects the language only if needed: most articles of most feeds mention no known name.</summary>
    /// <param name="language">Called at most once, and not at all if no name is found and the outlet is not from a watched country.</param>
    public Match Match(string title, string summary, string text, Func<string> language, string? outletCountry = null) =>
        Match(title, summary, text, null, language, outletCountry);

    /// <summary>The same verdict with every piece of evidence and its position, for display; slower.</summary>
    public Explanation Explain(string title, string summary, string text, string language)
    {
        var reading = new Reading();
        reading.FindNames(watchlist.Lexicon, title, summary, text);
        return Explainer.Explain(reading, Judge(reading, language, home: 0));
    }

    private Match Match(string title, string summary, string text, string? known, Func<string>? language, string? outletCountry)
    {
        var reading = _readings.TryPop(out var used) ? used : new Reading();
        var home = _homePress.HomeOf(outletCountry);
        var isNamed = reading.FindNames(watchlist.Lexicon, title, summary, text);
        var match = isNamed || home != 0 ? Judge(reading, known ?? language!(), home) : None;
        _readings.Push(reading);
        return match;
    }

    private Match Judge(Reading reading, string language, int home)
    {
        reading.Read(watchlist.Lexicon, language);
        reading.Senses.Judge(reading, watchlist.Lexicon.HardThemes, home);
        return _homePress.Judge(Verdict.Of(watchlist, reading), reading, home);
    }
}
