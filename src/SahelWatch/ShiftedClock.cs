namespace SahelWatch;

/// <summary>The system's clock moved so that it reads <paramref name="start"/> at the first look: how a past day is run again (<c>--now</c>).</summary>
public sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
{
    private readonly TimeSpan _shift = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;
}
