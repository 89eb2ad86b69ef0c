using SahelWatch.Domain;

namespace SahelWatch.Alerts.Judging;

/// <summary>An event that a rule has told, and what its readers know of it.</summary>
public sealed record ToldEvent
{
    public required StoryId Story { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The story's reports when it was told: whatever story they come to be in is known.</summary>
    public IReadOnlyList<ArticleId> Articles { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> Events { get; init => field = value ?? []; } = [];

    public IReadOnlyList<ToldCount> Figures { get; init => field = value ?? []; } = [];

    /// <summary>Gazetteer ids of the towns it names.</summary>
    public IReadOnlyList<string> Points { get; init => field = value ?? []; } = [];

    /// <summary>Regions that its titles name, and those around the towns.</summary>
    public IReadOnlyList<string> Areas { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> Countries { get; init => field = value ?? []; } = [];

    /// <summary>What happened, as the digest's table of severity names it; null where no word says so.</summary>
    public string? What { get; init; }

    public required DateTimeOffset FirstReported { get; init; }

    /// <summary>Readers were told that it is denied.</summary>
    public bool Withdrawn { get; init; }

    public ToldCount? Of(string kind) => Figures.FirstOrDefault(f => f.Kind == kind);

    /// <summary>Whether this story is the one that was told, whatever merges and splits have come between.</summary>
    internal bool IsOf(Story story) =>
        story.Id == Story || story.History.Any(c => c.Kind == "merged" && c.Other == Story)
            || story.Reports.Any(r => !r.IsRoundup && Articles.Contains(r.Article));

    /// <summary>
    /// Whether a story that shares no report is likely a report of the same event that grouping did not join: in the same place at nearly the same time, with
    /// nothing that speaks against it. An attack as bloody as one on the same town the day before is left to the digest.
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
        return Figures.Any(f => f.Kind == "killed" && story.Standing(f.Kind)?.Value == f.Value) ? apart <= SameToll
            : apart <= SameEvent && (AlertEvents.Shipped.MayBeOne(Events, story.Events) || (sameTown && Figures.Any(f => story.Standing(f.Kind) is not null)));
    }

    /// <summary>Half as many or fewer, twice as many or more.</summary>
    private static bool Contradicts(ToldCount told, StoryReading story) =>
        story.Standing(told.Kind) is { } now && (now.Value >= 2 * told.Value || told.Value >= 2 * now.Value);

    private static readonly TimeSpan SameEvent = TimeSpan.FromHours(36), SameToll = TimeSpan.FromDays(3), SameEpidemic = TimeSpan.FromDays(14);
}

/// <param name="Article">The report it was taken from.</param>
public sealed record ToldCount(string Kind, int Value, ArticleId Article);
