namespace SahelWatch.Benchmarks.Delivery;

/// <summary>
/// The system's clock, running faster from a moment on, alike in every process that is given the same moment: waits of minutes pass in seconds. Timers keep
/// real time.
/// </summary>
internal sealed class FastClock(DateTimeOffset shown, DateTimeOffset from, int speed = FastClock.Speed) : TimeProvider
{
    public const int Speed = 300;

    public override DateTimeOffset GetUtcNow() => shown + ((System.GetUtcNow() - from) * speed);

    /// <summary>How long until then, on a real clock.</summary>
    public TimeSpan RealTimeTo(DateTimeOffset time) => (time - GetUtcNow()) / speed;
}
