using System.ComponentModel.DataAnnotations;

namespace SahelWatch.Stories;

/// <summary>Parameters of grouping. Similarities are between 0 and 1.</summary>
public sealed class StoryOptions
{
    /// <summary>
    /// How many whole days back a new article is compared: a wire text is reprinted within days, and an event is followed up within two weeks.
    /// </summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromDays(14);

    /// <summary>
    /// Reports published further apart than this are not taken for one event by themselves: the same place a week later is another event, unless the later
    /// report is about what follows an event (a release, a reopening, a new toll) or both are about an epidemic.
    /// </summary>
    public TimeSpan EventGate { get; set; } = TimeSpan.FromDays(5);

    /// <summary>
    /// Share of the shorter text's word 3-grams that the other must hold for it to be a copy. Independent reports of one event share less than .3, trimmed and
    /// edited copies more than .35.
    /// </summary>
    [Range(0.05, 1)]
    public double CopyContainment { get; set; } = 0.4;

    /// <summary>
    /// Minimum similarity (cosine of terms) for two texts in one language to report the same event. Low: <see cref="Cohesion"/> keeps similar events apart.
    /// </summary>
    [Range(0.01, 1)]
    public double EventThreshold { get; set; } = 0.165;

    /// <summary>
    /// How similar two groups of reports must be to be one event, as a share of the similarity within each. 0: only the thresholds decide.
    /// </summary>
    [Range(0, 1)]
    public double Cohesion { get; set; } = 0.62;

    /// <summary>
    /// A grouping run that has not finished its batch after this long has failed: no run takes that long, and hosts end it sooner. Not a setting; longer where
    /// a test's clock runs fast.
    /// </summary>
    internal TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(15);
}
