namespace SahelWatch.Stories;

/// <summary>What grouping goes by. Similarities are shares of 1.</summary>
public sealed class StoryOptions
{
    /// <summary>How far back a new article is compared: a wire text is reprinted within days, an event is followed up within two weeks.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromDays(14);

    /// <summary>Share of the shorter text's word 3-grams that the other must hold for it to be a copy. Independent reports of one event share at most .3.</summary>
    public double CopyContainment { get; set; } = 0.4;

    /// <summary>Reports further apart than this are not compared.</summary>
    public TimeSpan EventGate { get; set; } = TimeSpan.FromDays(5);

    public double EventThreshold { get; set; } = 0.14;

    public double Cohesion { get; set; } = 0.62;

    public double Near { get; set; } = 0.6;

    public double AcrossThreshold { get; set; } = 0.25;

    public double BodyShare { get; set; } = 0.5;

    public double LeadShare { get; set; } = 0.25;

    public double MarkShare { get; set; }

    public double Unanchored { get; set; } = 0.5;

    public double OtherPlace { get; set; } = 0.5;
}
