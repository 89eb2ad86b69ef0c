namespace SahelWatch.Domain;

/// <summary>The system clock shifted to start at <paramref name="start"/>, to replay a past day (<c>--now</c>).</summary>
public sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
{
    private readonly TimeSpan _shift = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;
}
