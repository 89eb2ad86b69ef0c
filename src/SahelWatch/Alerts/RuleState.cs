using SahelWatch.Alerts.Judging;

namespace SahelWatch.Alerts;

/// <summary>The progress of judging, and what each rule has sent, holds back and still has to send. One blob, replaced as a whole.</summary>
public sealed record AlertState
{
    public int Version { get; init; } = 1;

    /// <summary>Changes noted until then have been judged.</summary>
    public DateTimeOffset Reached { get; init; }

    public IReadOnlyList<RuleState> Rules { get; init => field = value ?? []; } = [];
}

/// <summary>The state of one rule.</summary>
public sealed record RuleState
{
    public required string Rule { get; init; }

    /// <summary>When it was first run.</summary>
    public required DateTimeOffset Begun { get; init; }

    /// <summary>The usual number of independent reports of a new story.</summary>
    public double Usual { get; init; } = 1;

    /// <summary>Of the last two weeks, oldest first.</summary>
    public IReadOnlyList<ToldEvent> Told { get; init => field = value ?? []; } = [];

    /// <summary>Big, but not certain.</summary>
    public IReadOnlyList<WaitingStory> Waiting { get; init => field = value ?? []; } = [];

    /// <summary>Decided, but held back until the end of the quiet hours or the next day.</summary>
    public IReadOnlyList<HeldItem> Held { get; init => field = value ?? []; } = [];

    /// <summary>Keys of the messages of the last two weeks, which begin with the local date.</summary>
    public IReadOnlyList<string> Keys { get; init => field = value ?? []; } = [];

    /// <summary>Messages that may not have reached everybody.</summary>
    public IReadOnlyList<Alert> Outbox { get; init => field = value ?? []; } = [];
}

/// <param name="Why">What it is and what it is waiting for.</param>
/// <param name="Headline">So that a status can name the event; null if it was noted by an earlier version.</param>
public sealed record WaitingStory(StoryId Story, DateTimeOffset Until, string Why, string? Headline = null);

/// <param name="At">When it was decided.</param>
/// <param name="Before">What readers were told of it; null where nothing was.</param>
/// <param name="Part">The id that the event was sent under if it is one of several in the story (<see cref="EventParts"/>); null for the whole.</param>
/// <param name="Headline">So that a status can name the event; null if it was noted by an earlier version.</param>
public sealed record HeldItem(
    StoryId Story, AlertKind Kind, bool OneSource, DateTimeOffset At, string Why, ToldEvent? Before, StoryId? Part = null, string? Headline = null)
{
    /// <summary>Whether it is this story or part, the story under whatever id.</summary>
    internal bool IsOf(StoryReading story) => Part is { } part ? story.Story.Id == part : story.Stored == story.Story.Id && IsIn(story);

    /// <summary>The story as it is now, without the other events in it that were decided on.</summary>
    /// <param name="told">What was decided on, this included.</param>
    internal StoryReading? Now(IReadOnlyList<StoryReading> stories, IReadOnlyList<ToldEvent> told)
    {
        if (stories.FirstOrDefault(IsIn) is not { } story)
            return null;
        var own = told.Where(t => Part is { } part ? t.Story == part : t.Story == Story || t.Story == story.Stored).ToList();
        var others = told.Except(own).Where(t => t.IsOf(story.Story)).ToList();
        return own.Count == 0 || others.Count == 0 ? story
            : story.Parts(others).FirstOrDefault(p => p.Reports.Any(r => own.Exists(t => t.Articles.Contains(r.Article))), story);
    }

    private bool IsIn(StoryReading story) => story.Stored == Story || story.Story.History.Any(c => c.Kind == "merged" && c.Other == Story);
}
