using SahelWatch.Domain;

namespace SahelWatch.Polling;

/// <summary>Tells silence from rest.</summary>
internal static class Quiet
{
    /// <summary>A week's end and a holiday are rest.</summary>
    private static readonly TimeSpan AtLeast = TimeSpan.FromDays(4);

    private static readonly TimeSpan UnknownRhythm = TimeSpan.FromDays(30);

    private const int Rhythms = 6;

    /// <summary>Since when nothing new came; null where that is within the feed's rhythm.</summary>
    public static DateTimeOffset? Since(FeedState state, DateTimeOffset now)
    {
        var patience = state.Rhythm is { } rhythm ? TimeSpan.FromTicks(Math.Max(AtLeast.Ticks, rhythm.Ticks * Rhythms)) : UnknownRhythm;
        return now - state.LastNewEntry > patience ? state.LastNewEntry : null;
    }
}
