using SahelWatch.Language;

namespace SahelWatch.Digests.Composing.Severities;

/// <summary>How severe a story is, from 5 (grave) to 0 (routine), and what happened; null if no word says so.</summary>
public sealed record Severity(int Level, string? Event)
{
    public bool IsDisease => Event is "epidemic" or "famine";
}

/// <summary>The table <c>severity.yaml</c>: how severe death tolls and events are. Immutable.</summary>
public sealed class SeverityTable
{
    public const int Gravest = 5;
    public const int Ordinary = 1;
    public const int Routine = 0;

    /// <summary>The minimum share of a story's texts whose titles must say so: one headline about a coup of years ago is not a coup.</summary>
    private const double Share = 0.34;

    private static readonly Lazy<SeverityTable> LazyShipped = new(() => Parse(ShippedText, "severity.yaml"));

    public static SeverityTable Shipped => LazyShipped.Value;

    /// <summary>The text of the shipped table with its comments, as a starting point for others.</summary>
    public static string ShippedText => ShippedYaml.Text("Digests.severity.yaml");

    internal IReadOnlyDictionary<string, IReadOnlyList<TollStep>> Tolls { get; init; } = new Dictionary<string, IReadOnlyList<TollStep>>();

    internal IReadOnlyList<EventRule> Events { get; init; } = [];

    internal IReadOnlyDictionary<string, int> Themes { get; init; } = new Dictionary<string, int>();

    internal LanguagePatterns Unless { get; init; } = new([]);

    internal LanguagePatterns Routines { get; init; } = new([]);

    /// <exception cref="InputException">The table cannot be used; the message says where, why and what to do.</exception>
    public static SeverityTable Parse(string yaml, string name) => SeverityReader.Read(yaml, name);

    /// <param name="figures">The story's figures, the current one first.</param>
    internal Severity Of(Story story, IReadOnlyList<FigureRow> figures)
    {
        var texts = story.Reports.DistinctBy(News.TextOf)
            .Select(r => (r.Language, Title: WordPatterns.Words(r.Title), Lead: WordPatterns.Words(Beginning(r.Lead)))).ToList();
        var news = texts.Where(t => !Unless.Match(t.Title, t.Language)).ToList();
        var toll = figures.Where(f => f.Claims.Count > 0).Select(f => LevelOf(f.Kind, f.Claims[0].Value)).DefaultIfEmpty(0).Max();
        var told = Events
            .Select(e => (Rule: e, Titles: news.Count(t => e.Words.Match(t.Title, t.Language)),
                Leads: news.Count(t => e.Words.Match(t.Lead, t.Language) && !Unless.Match(t.Lead, t.Language))))
            .Where(m => m.Titles + m.Leads > 0).ToList();
        var happened = told.Where(m => m.Titles >= Share * texts.Count && m.Titles > 0).Select(m => m.Rule.Level).DefaultIfEmpty(0).Max();
        var what = told.OrderByDescending(m => m.Titles > 0 && m.Rule.Level > Ordinary).ThenByDescending(m => (2 * m.Titles) + m.Leads)
           .ThenByDescending(m => m.Rule.Level).Select(m => m.Rule.Id).FirstOrDefault();
        var theme = story.Themes.Count > 0 && Themes.TryGetValue(story.Themes[0], out var level) ? level : Ordinary;
        var isRoutine = story.Reports.All(r => r.IsRoundup) || (toll == 0 && texts.Count(t => Routines.Match(t.Title, t.Language)) > texts.Count / 2);
        return new Severity(isRoutine ? Routine : toll > 0 || happened > 0 ? Math.Max(toll, Math.Max(happened, Ordinary)) : theme, what);
    }

    /// <summary>What happened, for readers of the latest reports: the end of what a story has told about, where they tell of it.</summary>
    internal string? WhatOf(Story story, string? told, IReadOnlyList<Report> latest) =>
        Of(story with { Reports = latest }, []).Event is { } now && Events.First(e => e.Id == now).Ends == told ? now : told;

    /// <summary>What one report says happened: in its title, or else in its first sentence; null if no word says so.</summary>
    internal string? WhatOf(Report report)
    {
        var title = WordPatterns.Words(report.Title);
        var lead = WordPatterns.Words(Beginning(report.Lead));
        return Unless.Match(title, report.Language) ? null : Gravest(title) ?? (Unless.Match(lead, report.Language) ? null : Gravest(lead));

        string? Gravest(IReadOnlyList<string> words) => Events.Where(e => e.Words.Match(words, report.Language)).MaxBy(e => e.Level)?.Id;
    }

    /// <summary>What the event is called in a reader's language.</summary>
    public string? NameOf(string? id, string language) => Events.FirstOrDefault(e => e.Id == id)?.Names.GetValueOrDefault(language);

    private int LevelOf(string kind, int value) =>
        Tolls.GetValueOrDefault(kind)?.Where(t => value >= t.AtLeast).Select(t => t.Level).DefaultIfEmpty(0).Max() ?? 0;

    /// <summary>The first sentence, more or less.</summary>
    internal static string Beginning(string lead)
    {
        const int firstSentence = 200; // characters; background information comes after it
        return lead.Length <= firstSentence ? lead : lead[..firstSentence];
    }
}
