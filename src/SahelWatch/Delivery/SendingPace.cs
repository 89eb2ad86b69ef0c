namespace SahelWatch.Delivery;

/// <summary>The mails sent within the last hour, over all editions and processes, and any pause that the provider asked for.</summary>
public sealed record SendingPace
{
    /// <summary>The maximum pause, and the longest window that is counted.</summary>
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public int Version { get; init; } = 1;

    /// <summary>The mails granted, oldest first.</summary>
    public IReadOnlyList<SendingGrant> Grants { get; init; } = [];

    public DateTimeOffset? PausedUntil { get; init; }

    public string? PausedBecause { get; init; }

    /// <summary>Grants up to <paramref name="want"/> mails now.</summary>
    /// <param name="limits">0 for no limit.</param>
    /// <returns>The new state, the number of mails granted, and if there are none, when to ask again.</returns>
    public (SendingPace Pace, int Granted, DateTimeOffset? Resume) Grant(int want, (int PerMinute, int PerHour) limits, DateTimeOffset now)
    {
        // A grant in the future was made before the clock was set back, and must not block mail until then.
        var recent = Grants.Where(g => g.At > now - Hour && g.At <= now + Minute).ToList();
        var pace = this with { Grants = recent, PausedUntil = PausedUntil > now && PausedUntil <= now + Hour ? PausedUntil : null };
        if (pace.PausedUntil is { } until)
            return (pace, 0, until);
        var granted = Math.Min(want, Math.Min(Left(Minute, limits.PerMinute), Left(Hour, limits.PerHour)));
        if (granted > 0)
            return (pace with { Grants = [.. recent, new SendingGrant(now, granted)], PausedBecause = null }, granted, null);
        var full = limits.PerHour > 0 && Left(Hour, limits.PerHour) <= 0 ? Hour : Minute;
        return (pace, 0, recent.First(g => g.At > now - full).At + full);

        int Left(TimeSpan window, int limit) => limit == 0 ? int.MaxValue : limit - recent.Where(g => g.At > now - window).Sum(g => g.Count);
    }

    public SendingPace Pause(TimeSpan pause, string because, DateTimeOffset now) =>
        this with { PausedUntil = now + (pause < Hour ? pause : Hour), PausedBecause = because };
}

public sealed record SendingGrant(DateTimeOffset At, int Count);
