using System.IO.Hashing;
using System.Text;
using SahelWatch.Domain;

namespace SahelWatch.Polling;

/// <summary>When a feed is polled next: often enough for its own rhythm, never more often than its publisher asks.</summary>
internal static class PollSchedule
{
    /// <summary>Polls per entry that a feed publishes: an entry is seen after an eighth of the feed's usual pause, on average.</summary>
    private const int PollsPerEntry = 4;

    /// <summary>Dated entries from which a rhythm can be told.</summary>
    private const int MinDated = 4;

    /// <summary>For a feed whose entries carry no dates.</summary>
    private static readonly TimeSpan UnknownRhythm = TimeSpan.FromHours(1);

    /// <summary>The state without its times where a clock that ran ahead wrote them: a feed "polled next year" would not be asked until then.</summary>
    public static FeedState Believed(FeedState state, DateTimeOffset now) =>
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

    /// <param name="fresh">For how long the answer said it stays true.</param>
    public static DateTimeOffset Next(FeedState state, TimeSpan? fresh, DateTimeOffset now, FeedOptions options)
    {
        var wanted = state.Rhythm / PollsPerEntry ?? UnknownRhythm;
        var asked = Max(state.StatedInterval ?? TimeSpan.Zero, fresh ?? TimeSpan.Zero);
        var interval = Clamp(Max(wanted, asked), options.MinInterval, options.MaxInterval);
        return Skip(state, now + interval, now + options.MaxInterval);
    }

    /// <summary>
    /// Doubles from the least interval to the greatest, with a jitter of a fifth that is the feed's own, so that what broke together does not come back
    /// together.
    /// </summary>
    public static DateTimeOffset AfterFailure(FeedState state, DateTimeOffset now, FeedOptions options)
    {
        var doublings = Math.Min(state.Failures - 1, 16);
        var interval = Clamp(options.MinInterval * (1L << doublings) * Jitter(state), options.MinInterval, options.MaxInterval);
        return now + interval;
    }

    /// <summary>
    /// The average pause between the newer three quarters of the entries (a pinned one of last year is among the rest); null where too few are dated.
    /// </summary>
    public static TimeSpan? RhythmOf(IReadOnlyList<FeedEntry> entries, DateTimeOffset now)
    {
        var dates = entries.Where(e => e.Published <= now).Select(e => e.Published!.Value).OrderDescending().ToArray();
        if (dates.Length < MinDated)
            return null;
        var newer = dates.Length * 3 / 4;
        return (dates[0] - dates[newer]) / newer;
    }

    /// <summary>
    /// Moves out of the hours and days that the feed says are idle, but never past the greatest interval: they are what readers can skip, not must.
    /// </summary>
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
