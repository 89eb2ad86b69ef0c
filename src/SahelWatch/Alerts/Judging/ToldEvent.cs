namespace SahelWatch.Alerts.Judging;

/// <summary>An event that a rule has sent, and what its readers know about it.</summary>
public sealed record ToldEvent
{
    public required StoryId Story { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The story's reports when it was sent: any story that contains one of them is known.</summary>
    public IReadOnlyList<ArticleId> Articles { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> Events { get; init => field = value ?? []; } = [];

    public IReadOnlyList<ToldCount> Figures { get; init => field = value ?? []; } = [];

    /// <summary>Gazetteer ids of the towns in its titles.</summary>
    public IReadOnlyList<string> Points { get; init => field = value ?? []; } = [];

    /// <summary>Regions in its titles, and those of the towns.</summary>
    public IReadOnlyList<string> Areas { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> Countries { get; init => field = value ?? []; } = [];

    /// <summary>What happened, according to the severity table; null if unknown.</summary>
    public string? What { get; init; }

    public required DateTimeOffset FirstReported { get; init; }

    /// <summary>Readers were told about a denial.</summary>
    public bool Withdrawn { get; init; }

    public ToldCount? Of(string kind) => Figures.FirstOrDefault(f => f.Kind == kind);

    /// <summary>What was told of several events that turned out to be one; null of none.</summary>
    internal static ToldEvent? Together(IEnumerable<ToldEvent> told)
    {
        var all = told.ToList();
        return all.Count < 2 ? all.FirstOrDefault() : all[^1] with
        {
            Articles = [.. all.SelectMany(t => t.Articles).Distinct()],
            Events = [.. all.SelectMany(t => t.Events).Distinct()],
            Figures = [.. all.SelectMany(t => t.Figures).GroupBy(f => f.Kind).Select(kind => kind.MaxBy(f => f.Value)!)],
            Points = [.. all.SelectMany(t => t.Points).Distinct()],
            Areas = [.. all.SelectMany(t => t.Areas).Distinct()],
            FirstReported = all.Min(t => t.FirstReported),
            Withdrawn = all.Exists(t => t.Withdrawn),
        };
    }

    /// <summary>Whether this is the story that was sent, even after merges and splits.</summary>
    internal bool IsOf(Story story) =>
        story.Id == Story || story.History.Any(c => c.Kind == "merged" && c.Other == Story)
            || story.Reports.Any(r => !r.IsRoundup && Articles.Contains(r.Article));

    /// <summary>
    /// Whether a story without common reports is probably about the same event, though not grouped with it: in the same place at nearly the same time, with
    /// nothing to the contrary. An attack of similar size on the same town the day after is left to the digest.
    /// </summary>
    internal bool IsLike(StoryReading story)
    {
        var apart = (story.Story.FirstReported - FirstReported).Duration();
        var sameTown = Points.Any(story.Points.Contains);
        var sameArea = Areas.Any(story.Areas.Contains);
        var elsewhere = !story.Story.Countries.Any(Countries.Contains) || (!sameTown && Points.Count > 0 && story.Points.Count > 0)
            || (!sameArea && Areas.Count > 0 && story.Areas.Count > 0);
        if (elsewhere || Figures.Any(f => Contradicts(f, story)))
            return false;
        if (What is "epidemic" && story.Severity.Event == What && (sameTown || sameArea))
            return apart <= SameEpidemic;
        if (What is not null && story.Severity.Event is { } what && AlertEvents.Shipped.AreApart([What], what))
            return false;
        if (Figures.Any(f => f.Kind == "killed" && story.Standing(f.Kind)?.Value == f.Value))
        {
            // A funeral or an inquiry repeats the toll that was told last, days after the event; of two events, few have the same toll on the same day.
            var isLike = sameTown || sameArea || What == story.Severity.Event || story.IsAftermath;
            return apart <= (isLike ? SameToll : SameEvent) || (story.IsAftermath && (story.Story.FirstReported - At).Duration() <= SameToll);
        }

        return apart <= SameEvent && (AlertEvents.Shipped.MayBeOne(Events, story.Events) || (sameTown && Figures.Any(f => story.Standing(f.Kind) is not null)));
    }

    /// <summary>At most half or at least twice as many. Of the displaced and missing there are estimates, which differ by more than that.</summary>
    private static bool Contradicts(ToldCount told, StoryReading story) =>
        told.Kind is not ("displaced" or "missing") && story.Standing(told.Kind) is { } now && (now.Value >= 2 * told.Value || told.Value >= 2 * now.Value);

    private static readonly TimeSpan SameEvent = TimeSpan.FromHours(36), SameToll = TimeSpan.FromDays(3), SameEpidemic = TimeSpan.FromDays(14);
}

/// <param name="Article">The report that it was taken from.</param>
public sealed record ToldCount(string Kind, int Value, ArticleId Article);
