using SahelWatch.Alerts.Judging;
using SahelWatch.Domain;

namespace SahelWatch.Alerts;

/// <summary>How far stories were judged, and what each rule told, holds and still has to send. One blob, replaced as a whole.</summary>
public sealed record AlertState
{
    public int Version { get; init; } = 1;

    /// <summary>Changes of stories noted until then are judged.</summary>
    public DateTimeOffset Reached { get; init; }

    public IReadOnlyList<RuleState> Rules { get; init => field = value ?? []; } = [];
}

/// <summary>The same of one rule.</summary>
public sealed record RuleState
{
    public required string Rule { get; init; }

    /// <summary>When it was first looked at.</summary>
    public required DateTimeOffset Begun { get; init; }

    /// <summary>Independent reports that a story has as a rule while it is new.</summary>
    public double Usual { get; init; } = 1;

    /// <summary>Of the last two weeks, oldest first.</summary>
    public IReadOnlyList<ToldEvent> Told { get; init => field = value ?? []; } = [];

    /// <summary>Big, and not sure.</summary>
    public IReadOnlyList<WaitingStory> Waiting { get; init => field = value ?? []; } = [];

    /// <summary>Decided, and kept for the end of the quiet hours or for the next day.</summary>
    public IReadOnlyList<HeldItem> Held { get; init => field = value ?? []; } = [];

    /// <summary>Of the messages of the last two weeks; each begins with its local date.</summary>
    public IReadOnlyList<string> Keys { get; init => field = value ?? []; } = [];

    /// <summary>Messages that may not have come to everybody.</summary>
    public IReadOnlyList<Alert> Outbox { get; init => field = value ?? []; } = [];
}

/// <param name="Why">What it is, and what it waits for.</param>
public sealed record WaitingStory(StoryId Story, DateTimeOffset Until, string Why);

/// <param name="At">When it was decided.</param>
public sealed record HeldItem(StoryId Story, AlertKind Kind, bool OneSource, DateTimeOffset At, string Why, ToldEvent? Before);
