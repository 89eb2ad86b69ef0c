namespace SahelWatch.Stories;

/// <summary>The phase of a story.</summary>
public enum StoryLife
{
    /// <summary>First reported within a day.</summary>
    New,

    /// <summary>Older, and reported again within a day.</summary>
    Growing,

    /// <summary>Without a new report for a day.</summary>
    Quiet,

    /// <summary>Without a new report for so long that it no longer receives any.</summary>
    Closed,
}

/// <summary>Determines the phase of a story at a time.</summary>
public static class StoryLives
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static StoryLife At(Story story, DateTimeOffset now, StoryOptions options) => true switch
    {
        _ when now - story.LastReported > options.EventGate => StoryLife.Closed,
        _ when now - story.LastReported > Day => StoryLife.Quiet,
        _ when now - story.FirstReported > Day => StoryLife.Growing,
        _ => StoryLife.New,
    };
}
