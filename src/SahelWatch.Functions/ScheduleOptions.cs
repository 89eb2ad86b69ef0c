using System.ComponentModel.DataAnnotations;

namespace SahelWatch.Functions;

/// <summary>When the timers fire (section SahelWatch:Schedules): six fields, seconds first, in UTC.</summary>
public sealed class ScheduleOptions
{
    public const string Section = "SahelWatch:Schedules";

    private const string SixFields = @"^\S+( \S+){5}$";

    /// <summary>Feeds have intervals of their own: this is how often those that are due are looked for.</summary>
    [Required, RegularExpression(SixFields, ErrorMessage = "SahelWatch:Schedules:PollFeeds takes six fields, seconds first, such as 0 */15 * * * *.")]
    public string PollFeeds { get; set; } = "0 */15 * * * *";

    /// <summary>Grouping follows a poll that stored articles at once; this catches what that missed.</summary>
    [Required, RegularExpression(SixFields, ErrorMessage = "SahelWatch:Schedules:GroupStories takes six fields, seconds first, such as 0 8/30 * * * *.")]
    public string GroupStories { get; set; } = "0 8/30 * * * *";

    /// <summary>
    /// Alerts follow a grouping at once; this is how long what waits (a second source, quiet hours, a channel's next attempt) may wait longer.
    /// </summary>
    [Required, RegularExpression(SixFields, ErrorMessage = "SahelWatch:Schedules:SendAlerts takes six fields, seconds first, such as 30 */5 * * * *.")]
    public string SendAlerts { get; set; } = "30 */5 * * * *";

    /// <summary>A digest goes out at most this long after its time.</summary>
    [Required, RegularExpression(SixFields, ErrorMessage = "SahelWatch:Schedules:SendDigests takes six fields, seconds first, such as 0 */10 * * * *.")]
    public string SendDigests { get; set; } = "0 */10 * * * *";

    [Required, RegularExpression(SixFields, ErrorMessage = "SahelWatch:Schedules:Prune takes six fields, seconds first, such as 0 40 3 * * *.")]
    public string Prune { get; set; } = "0 40 3 * * *";
}
