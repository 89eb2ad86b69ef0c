using System.Collections.Concurrent;
using SahelWatch.Language;
using SahelWatch.Matching.Senses;

namespace SahelWatch.Matching;

/// <summary>Decides whether an article is relevant to a watchlist, and why. Thread-safe.</summary>
public sealed class ArticleMatcher(Watchlist watchlist)
{
    private static readonly Match None = new() { Relevant = false, Score = 0 };

    private readonly HomePress _homePress = new(watchlist);

    /// <summary>Buffers to reuse: filling fresh memory takes longer than finding names in it.</summary>
    private readonly ConcurrentStack<FieldBuffers[]> _buffers = [];

    /// <param name="title">Plain text, like the other fields; each may be empty.</param>
    /// <param name="language">en, fr, ar or other (<see cref="LanguageDetector"/>).</param>
    /// <param name="outletCountry">The country that the outlet covers according to the feed list; null if unknown.</param>
    public Match Match(string title, string summary, string text, string language, string? outletCountry = null) =>
        Match(title, summary, text, () => language, outletCountry);

    /// <summary>The same, but detects the language only if needed: most articles of most feeds mention no known name.</summary>
    /// <param name="language">Called at most once, and not at all if no name is found and the outlet is not from a watched country.</param>
    public Match Match(string title, string summary, string text, Func<string> language, string? outletCountry = null)
    {
        var home = _homePress.HomeOf(outletCountry);
        var buffers = _buffers.TryPop(out var used) ? used : [new(), new(), new()];
        var reading = new Reading(watchlist, title, summary, text, buffers);
        var match = reading.HasNames || home != 0 ? Judge(reading, language(), home) : None;
        _buffers.Push(buffers);
        return match;
    }

    /// <summary>The verdict on a text with every piece of evidence and its position, for display.</summary>
    public Explanation Explain(string text, string language)
    {
        var reading = new Reading(watchlist, text, "", "", [new(), new(), new()]);
        return Explainer.Explain(reading, Judge(reading, language, home: 0));
    }

    private Match Judge(Reading reading, string language, int home)
    {
        reading.Read(watchlist, language);
        SenseJudge.Judge(reading, watchlist.HardThemes, home);
        return _homePress.Judge(Verdict.Of(watchlist, reading), reading, home);
    }
}
