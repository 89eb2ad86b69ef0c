using System.ComponentModel.DataAnnotations;

namespace SahelWatch.Settings;

/// <summary>When the timers of the Functions app fire (section SahelWatch:Schedules): six fields, seconds first, in UTC.</summary>
public sealed class ScheduleOptions : IValidatableObject
{
    public const string Section = "SahelWatch:Schedules";

    private const int Fields = 6;

    /// <summary>How often to look for due feeds, which have their own intervals.</summary>
    public string PollFeeds { get; set; } = "0 */15 * * * *";

    /// <summary>A fallback, since grouping follows a poll that stored articles at once.</summary>
    public string GroupStories { get; set; } = "0 8/30 * * * *";

    /// <summary>For waiting alerts (for a second source, quiet hours, a channel's next attempt); others follow a grouping at once.</summary>
    public string SendAlerts { get; set; } = "30 */5 * * * *";

    /// <summary>A digest goes out at most this long after its time.</summary>
    public string SendDigests { get; set; } = "0 */10 * * * *";

    public string Prune { get; set; } = "0 40 3 * * *";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from schedule in GetType().GetProperties()
        where schedule.GetValue(this) is not string expression || expression.Split(' ') is not { Length: Fields } fields || fields.Contains("")
        select new ValidationResult($"{Section}:{schedule.Name} takes six fields, seconds first, such as 0 */15 * * * *.");
}
