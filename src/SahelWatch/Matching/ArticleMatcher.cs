using System.Collections.Concurrent;
using SahelWatch.Domain;

namespace SahelWatch.Matching;

/// <summary>Decides whether an article is about what a watchlist watches, and says why. Safe to use from many threads at once.</summary>
public sealed class ArticleMatcher(Watchlist watchlist)
{
    private static readonly Match None = new() { Relevant = false, Score = 0 };

    private readonly ConcurrentBag<Reading> _readings = [];
    private readonly HomePress _homePress = new(watchlist);

    /// <param name="title">Plain text, as the other fields; each may be empty.</param>
    /// <param name="language">en, fr, ar or other (<see cref="Language.LanguageDetector"/>).</param>
    /// <param name="outletCountry">The country that the outlet covers, as the feed list says; null where that is not known.</param>
    public Match Match(string title, string summary, string text, string language, string? outletCountry = null) =>
        Match(title, summary, text, language, null, outletCountry);

    /// <summary>The same verdict where the language is not known yet: most articles of most feeds name nothing that is known, and need none.</summary>
    /// <param name="language">Asked for at most once, and not at all where no name is found and the outlet covers the world.</param>
    public Match Match(string title, string summary, string text, Func<string> language, string? outletCountry = null) =>
        Match(title, summary, text, null, language, outletCountry);

    /// <summary>The same verdict with every piece of evidence and where it stands: for people, slower.</summary>
    public Explanation Explain(string title, string summary, string text, string language)
    {
        var reading = new Reading();
        reading.FindNames(watchlist.Lexicon, title, summary, text);
        return Explainer.Explain(reading, Judge(reading, language, home: 0));
    }

    private Match Match(string title, string summary, string text, string? known, Func<string>? language, string? outletCountry)
    {
        var reading = _readings.TryTake(out var used) ? used : new Reading();
        var home = _homePress.HomeOf(outletCountry);
        var isNamed = reading.FindNames(watchlist.Lexicon, title, summary, text);
        var match = isNamed || home != 0 ? Judge(reading, known ?? language!(), home) : None;
        _readings.Add(reading);
        return match;
    }

    private Match Judge(Reading reading, string language, int home)
    {
        reading.Read(watchlist.Lexicon, language);
        reading.Senses.Judge(reading, watchlist.Lexicon.HardThemes, home);
        return _homePress.Judge(Verdict.Of(watchlist, reading), reading, home);
    }
}
