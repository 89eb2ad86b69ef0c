namespace SahelWatch.Domain;

/// <summary>
/// Judges whether a stored time is plausible. Times are written by many clocks, and one that ran a day ahead would otherwise block everything for a day: a time
/// in the future is taken for an error of the clock that wrote it.
/// </summary>
public static class Believable
{
    /// <summary>A tolerable difference between the clocks of two machines.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromHours(1);

    /// <summary>Whether the time may be in the past; true if there is none.</summary>
    public static bool IsPast(DateTimeOffset? time, DateTimeOffset now) => !(time > now + Skew);

    /// <summary>Whether a time set in the future on purpose, such as the end of a lease or the next attempt, is plausible; true if there is none.</summary>
    /// <param name="ahead">The furthest into the future that such a time is ever set.</param>
    public static bool IsPlanned(DateTimeOffset? time, TimeSpan ahead, DateTimeOffset now) => !(time > now + ahead + Skew);

    /// <summary>The time, or now if it is in the future.</summary>
    public static DateTimeOffset AtMost(DateTimeOffset time, DateTimeOffset now) => time > now ? now : time;
}
