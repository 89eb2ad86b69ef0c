using System.IO.Hashing;
using System.Text;

namespace SahelWatch.Polling;

/// <summary>Schedules the next poll of a feed: often enough for how often it publishes, but no more often than its publisher asks for.</summary>
internal static class PollSchedule
{
    /// <summary>Polls per published entry: on average, an entry is seen after an eighth of the feed's usual interval.</summary>
    private const int PollsPerEntry = 4;

    /// <summary>Dated entries needed to compute a rhythm.</summary>
    private const int MinDated = 4;

    /// <summary>A feed is quiet after this many times its usual interval without a new entry, but never within a weekend and a holiday.</summary>
    private const int QuietAfter = 6;

    private static readonly TimeSpan QuietAtLeast = TimeSpan.FromDays(4), QuietWithoutRhythm = TimeSpan.FromDays(30);

    /// <summary>For a feed with too few dated entries.</summary>
    private static readonly TimeSpan UnknownRhythm = TimeSpan.FromHours(1);

    /// <summary>Resets the times in a state that was written by a clock running ahead: a feed "polled next year" would not be polled until then.</summary>
    public static FeedState Corrected(FeedState state, DateTimeOffset now) =>
        state.Health == FeedHealth.Gone || Believable.IsPast(state.LastPoll, now) ? state : state with
        {
            LastPoll = now,
            LastSuccess = state.LastSuccess > now ? now : state.LastSuccess,
            LastNewEntry = state.LastNewEntry > now ? now : state.LastNewEntry,
            HealthSince = state.HealthSince > now ? now : state.HealthSince,
            LastUnconditional = null,
            DistrustedUntil = null,
            NextDue = now,
            NotBefore = null,
            HostNotBefore = null,
        };

    /// <param name="fresh">How long the response says that it stays fresh.</param>
    public static DateTimeOffset Next(FeedState state, TimeSpan? fresh, DateTimeOffset now, FeedOptions options)
    {
        var wanted = state.Rhythm / PollsPerEntry ?? UnknownRhythm;
        var asked = Max(state.StatedInterval ?? TimeSpan.Zero, fresh ?? TimeSpan.Zero);
        var interval = Clamp(Max(wanted, asked), options.MinInterval, options.MaxInterval);
        return Skip(state, now + interval, now + options.MaxInterval);
    }

    /// <summary>
    /// Doubles from the minimum interval to the maximum, with a deterministic jitter of 20% per feed, so that feeds that failed together are not retried
    /// together.
    /// </summary>
    public static DateTimeOffset AfterFailure(FeedState state, DateTimeOffset now, FeedOptions options)
    {
        var doublings = Math.Min(state.Failures - 1, 16);
        var interval = Clamp(options.MinInterval * (1L << doublings) * Jitter(state), options.MinInterval, options.MaxInterval);
        return now + interval;
    }

    /// <summary>The average interval between the newest three quarters of the entries (which leaves out old pinned ones); null if too few are dated.</summary>
    public static TimeSpan? RhythmOf(IReadOnlyList<FeedEntry> entries, DateTimeOffset now)
    {
        var dates = entries.Where(e => e.Published <= now).Select(e => e.Published!.Value).OrderDescending().ToArray();
        if (dates.Length < MinDated)
            return null;
        var newer = dates.Length * 3 / 4;
        return (dates[0] - dates[newer]) / newer;
    }

    /// <summary>Since when there have been no new entries; null if that is normal for the feed.</summary>
    public static DateTimeOffset? QuietSince(FeedState state, DateTimeOffset now)
    {
        var patience = state.Rhythm is { } rhythm ? Max(QuietAtLeast, rhythm * QuietAfter) : QuietWithoutRhythm;
        return now - state.LastNewEntry > patience ? state.LastNewEntry : null;
    }

    /// <summary>Moves the poll out of the hours and days that the feed declares idle, but not beyond the maximum interval: skipping them is optional.</summary>
    private static DateTimeOffset Skip(FeedState state, DateTimeOffset due, DateTimeOffset latest)
    {
        var start = due;
        while (due < latest && (state.SkipHours?.Contains(due.UtcDateTime.Hour) == true || state.SkipDays?.Contains(due.UtcDateTime.DayOfWeek) == true))
            due = new DateTimeOffset(due.UtcDateTime.Date, TimeSpan.Zero).AddHours(due.UtcDateTime.Hour + 1);
        return due < latest ? due : Max(start, latest);
    }

    private static double Jitter(FeedState state) =>
        0.8 + XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{state.Id} {state.Failures}")) / (double)ulong.MaxValue * 0.4;

    private static TimeSpan Clamp(TimeSpan value, TimeSpan min, TimeSpan max) => value < min ? min : value > max ? max : value;

    private static T Max<T>(T a, T b) where T : IComparable<T> => a.CompareTo(b) >= 0 ? a : b;
}
