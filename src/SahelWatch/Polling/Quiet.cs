using SahelWatch.Domain;

namespace SahelWatch.Polling;

/// <summary>Detects feeds that have had no new entries for much longer than usual.</summary>
internal static class Quiet
{
    /// <summary>Covers a weekend with a holiday.</summary>
    private static readonly TimeSpan AtLeast = TimeSpan.FromDays(4);

    private static readonly TimeSpan UnknownRhythm = TimeSpan.FromDays(30);

    private const int Rhythms = 6;

    /// <summary>Since when there have been no new entries; null if that is normal for the feed.</summary>
    public static DateTimeOffset? Since(FeedState state, DateTimeOffset now)
    {
        var patience = state.Rhythm is { } rhythm ? TimeSpan.FromTicks(Math.Max(AtLeast.Ticks, rhythm.Ticks * Rhythms)) : UnknownRhythm;
        return now - state.LastNewEntry > patience ? state.LastNewEntry : null;
    }
}
