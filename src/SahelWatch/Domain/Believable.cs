namespace SahelWatch.Domain;

/// <summary>
/// Whether a stored time is believed. Times are written by many clocks, and one that ran ahead for a day would otherwise hold everything up until that day: a
/// time in the future is taken for a mistake of the clock that wrote it.
/// </summary>
public static class Believable
{
    /// <summary>Two machines' clocks may differ by this much and nothing is wrong.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromHours(1);

    /// <summary>Whether it may have happened already. A time that was never stored is no reason to doubt.</summary>
    public static bool IsPast(DateTimeOffset? time, DateTimeOffset now) => !(time > now + Skew);

    /// <summary>Whether it may have been planned by now, for so far ahead: a lease, a next try.</summary>
    /// <param name="ahead">The furthest that such a time is ever set.</param>
    public static bool IsPlanned(DateTimeOffset? time, TimeSpan ahead, DateTimeOffset now) => !(time > now + ahead + Skew);

    /// <summary>The time, or now where it lies in the future.</summary>
    public static DateTimeOffset AtMost(DateTimeOffset time, DateTimeOffset now) => time > now ? now : time;
}
