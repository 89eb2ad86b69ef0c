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
public sealed record WaitingStory(StoryId Story, DateTimeOffset Until, string Why);

/// <param name="At">When it was decided.</param>
/// <param name="Before">What readers were told of it; null where nothing was.</param>
public sealed record HeldItem(StoryId Story, AlertKind Kind, bool OneSource, DateTimeOffset At, string Why, ToldEvent? Before)
{
    /// <summary>Whether it is the whole of this story, under whatever id.</summary>
    internal bool IsOf(StoryReading story) => story.Stored == story.Story.Id
        && (story.Stored == Story || story.Story.History.Any(c => c.Kind == "merged" && c.Other == Story));
}
