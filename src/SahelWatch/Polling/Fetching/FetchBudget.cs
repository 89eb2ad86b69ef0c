namespace SahelWatch.Polling.Fetching;

/// <summary>The time budget for all requests of one feed, including redirects and retries but not the time spent in the host's queue.</summary>
internal sealed class FetchBudget(TimeSpan total)
{
    private TimeSpan _left = total;

    /// <summary>False for a feed that failed last time: its next poll is the retry.</summary>
    public bool MayRetry { get; init; } = true;

    public bool Exhausted => _left <= TimeSpan.Zero;

    public void Spend(TimeSpan time) => _left -= time;

    /// <summary>The timeout for the next request; never zero, which would mean no timeout.</summary>
    public TimeSpan For(TimeSpan attempt) => TimeSpan.FromTicks(Math.Clamp(_left.Ticks, TimeSpan.TicksPerMillisecond, attempt.Ticks));
}
