namespace SahelWatch.Stories;

/// <summary>What grouping goes by. Similarities are shares of 1.</summary>
public sealed class StoryOptions
{
    /// <summary>How far back a new article is compared: a wire text is reprinted within days, an event is followed up within two weeks.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromDays(14);

    /// <summary>Share of the shorter text's word 3-grams that the other must hold for it to be a copy. Independent reports of one event share at most .3.</summary>
    public double CopyContainment { get; set; } = 0.5;
}
