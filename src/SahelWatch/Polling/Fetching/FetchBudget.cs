namespace SahelWatch.Polling.Fetching;

/// <summary>
/// The time that one feed may take up with its requests, all hops and retries together; waiting for the host's turn is not its fault and does not count.
/// </summary>
internal sealed class FetchBudget(TimeSpan total)
{
    private TimeSpan _left = total;

    /// <summary>Of a feed that failed last time, the next poll is the retry.</summary>
    public bool MayRetry { get; init; } = true;

    public bool Exhausted => _left <= TimeSpan.Zero;

    public void Spend(TimeSpan time) => _left -= time;

    /// <summary>For one more request: never zero, which a timeout would take for "none".</summary>
    public TimeSpan For(TimeSpan attempt) => TimeSpan.FromTicks(Math.Clamp(_left.Ticks, TimeSpan.TicksPerMillisecond, attempt.Ticks));
}
