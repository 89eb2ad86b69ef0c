using System.ComponentModel.DataAnnotations;

namespace SahelWatch.Functions;

/// <summary>When the timers fire (section SahelWatch:Schedules): six fields, seconds first, in UTC.</summary>
public sealed class ScheduleOptions
{
    public const string Section = "SahelWatch:Schedules";

    private const string SixFields = @"^\S+( \S+){5}$";

    /// <summary>How often to look for due feeds, which have their own intervals.</summary>
    [Required, RegularExpression(SixFields, ErrorMessage = "SahelWatch:Schedules:PollFeeds takes six fields, seconds first, such as 0 */15 * * * *.")]
    public string PollFeeds { get; set; } = "0 */15 * * * *";

    /// <summary>A fallback, since grouping follows a poll that stored articles at once.</summary>
    [Required, RegularExpression(SixFields, ErrorMessage = "SahelWatch:Schedules:GroupStories takes six fields, seconds first, such as 0 8/30 * * * *.")]
    public string GroupStories { get; set; } = "0 8/30 * * * *";

    /// <summary>For waiting alerts (for a second source, quiet hours, a channel's next attempt); others follow a grouping at once.</summary>
    [Required, RegularExpression(SixFields, ErrorMessage = "SahelWatch:Schedules:SendAlerts takes six fields, seconds first, such as 30 */5 * * * *.")]
    public string SendAlerts { get; set; } = "30 */5 * * * *";

    /// <summary>A digest goes out at most this long after its time.</summary>
    [Required, RegularExpression(SixFields, ErrorMessage = "SahelWatch:Schedules:SendDigests takes six fields, seconds first, such as 0 */10 * * * *.")]
    public string SendDigests { get; set; } = "0 */10 * * * *";

    [Required, RegularExpression(SixFields, ErrorMessage = "SahelWatch:Schedules:Prune takes six fields, seconds first, such as 0 40 3 * * *.")]
    public string Prune { get; set; } = "0 40 3 * * *";
}
