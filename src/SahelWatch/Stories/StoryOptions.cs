using System.ComponentModel.DataAnnotations;

namespace SahelWatch.Stories;

/// <summary>Parameters of grouping. Similarities are between 0 and 1.</summary>
public sealed class StoryOptions
{
    /// <summary>
    /// How far back a new article is compared, in whole days: a wire text is reprinted within days, an event is followed up within two weeks.
    /// </summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromDays(14);

    /// <summary>
    /// Reports published further apart than this are not taken for one event by themselves: the same place a week later is another event, unless the later
    /// report puts forward what comes after an event (a release, a reopening, a new toll) or both speak of an epidemic.
    /// </summary>
    public TimeSpan EventGate { get; set; } = TimeSpan.FromDays(5);

    /// <summary>
    /// Share of the shorter text's word 3-grams that the other must hold for it to be a copy. Independent reports of one event share less than .3, trimmed and
    /// edited copies more than .35.
    /// </summary>
    [Range(0.05, 1)]
    public double CopyContainment { get; set; } = 0.4;

    /// <summary>
    /// Likeness (cosine of terms) from which two texts of one language may report one event. Low, for <see cref="Cohesion"/> tells alike events apart.
    /// </summary>
    [Range(0.01, 1)]
    public double EventThreshold { get; set; } = 0.165;

    /// <summary>
    /// Share of what holds two groups of reports together that must hold between them before they are one event. 0: the thresholds alone decide.
    /// </summary>
    [Range(0, 1)]
    public double Cohesion { get; set; } = 0.62;

    /// <summary>
    /// A grouping run that has not finished its batch after this long has failed: no run takes that long, and hosts end it sooner. Not a setting; longer where
    /// a test's clock runs fast.
    /// </summary>
    internal TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(15);
}
