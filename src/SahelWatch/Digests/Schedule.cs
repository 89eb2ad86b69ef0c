using SahelWatch.Digests.Editions;

namespace SahelWatch.Digests;

/// <summary>Tells which digests of an edition are due, in the edition's local time.</summary>
public static class Schedule
{
    /// <summary>Cycles run every few minutes, so a digest that goes out later than this was delayed, and says so.</summary>
    private static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(30);

    /// <summary>
    /// A late digest is skipped if the next one is due this soon (or within half the interval between the two), so that nobody gets two in one night.
    /// </summary>
    private static readonly TimeSpan SuccessorIsNear = TimeSpan.FromHours(3);

    /// <summary>
    /// How far back missed digests are made up for, and how far a digest reaches back: a little over a week, so that a weekly edition survives an outage on
    /// its day.
    /// </summary>
    private static readonly TimeSpan Reach = TimeSpan.FromDays(8);

    public static bool IsLate(DateTimeOffset dueAt, DateTimeOffset now) => now - dueAt > LateAfter;

    /// <summary>
    /// The digests due after <paramref name="after"/>, up to and including <paramref name="now"/>, oldest first. With <see cref="CatchUp.Latest"/> at most one.
    /// </summary>
    public static IReadOnlyList<DueDigest> Due(Edition edition, DateTimeOffset after, DateTimeOffset now)
    {
        var since = after > now - Reach ? after : now - Reach;
        var due = Times(edition, since).TakeWhile(d => d.DueAt <= now).Select(d => d with { Late = IsLate(d.DueAt, now) }).ToList();
        if (due.Count == 0 || edition.CatchUp == CatchUp.Each)
            return due;

        var latest = due[^1];
        return latest.Late && SuccessorComesSoon(edition, latest, now) ? [] : [latest];
    }

    /// <summary>The first digest due after an instant.</summary>
    public static DueDigest Next(Edition edition, DateTimeOffset after) => Times(edition, after).First();

    /// <summary>The last digest of the local day that is due, or else the next one.</summary>
    public static DueDigest Now(Edition edition, DateTimeOffset now) =>
        Due(edition, now.AddDays(-1), now) is [.., var latest] && latest.Date == Today(edition, now) ? latest with { Late = false } : Next(edition, now);

    /// <summary>The edition's local date.</summary>
    public static DateOnly Today(Edition edition, DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, edition.TimeZone).DateTime);

    /// <summary>What a digest covers: everything since the one before it, so that a digest left out leaves no gap.</summary>
    /// <param name="previousTo">The end of the edition's last digest; null if there is none.</param>
    /// <param name="end">Now, or for a digest that was missed and has successors, its own time.</param>
    public static Window Window(Edition edition, DueDigest due, DateTimeOffset? previousTo, DateTimeOffset end)
    {
        var usual = Times(edition, due.DueAt - Reach).TakeWhile(d => d.DueAt < due.DueAt).LastOrDefault()?.DueAt ?? due.DueAt - Reach;
        var from = previousTo ?? usual;
        return new Window(from > end ? end : from > end - Reach ? from : end - Reach, end);
    }

    private static bool SuccessorComesSoon(Edition edition, DueDigest late, DateTimeOffset now)
    {
        var next = Next(edition, late.DueAt).DueAt;
        var near = (next - late.DueAt) / 2;
        return next - now < (near < SuccessorIsNear ? near : SuccessorIsNear);
    }

    /// <summary>All send times after an instant, in order, without end.</summary>
    private static IEnumerable<DueDigest> Times(Edition edition, DateTimeOffset after)
    {
        var last = after;
        // A day earlier: the local date of an instant depends on the zone, and a skipped time moves forward.
        for (var date = Today(edition, after).AddDays(-1); ; date = date.AddDays(1))
        {
            if (!edition.Weekdays.Contains(date.DayOfWeek))
                continue;
            foreach (var time in edition.SendAt)
            {
                var at = Instant(date.ToDateTime(time), edition.TimeZone);
                if (at <= last) // in the past, or the same as the one before because of a skipped hour
                    continue;
                last = at;
                yield return new DueDigest(edition.Id, Key(edition, date, time), date, at, Late: false);
            }
        }
    }

    /// <summary>A local time that is skipped when the clocks go forward moves forward with them; of one that occurs twice, the first counts.</summary>
    internal static DateTimeOffset Instant(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsAmbiguousTime(local))
            return new DateTimeOffset(local, zone.GetAmbiguousTimeOffsets(local).Max()).ToUniversalTime();
        var offset = zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddDays(-1)) : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private static string Key(Edition edition, DateOnly date, TimeOnly time) =>
        FormattableString.Invariant(edition.SendAt.Count == 1 ? $"{date:yyyy-MM-dd}" : (FormattableString)$"{date:yyyy-MM-dd}T{time:HHmm}");
}

/// <summary>A digest that is to be sent.</summary>
/// <param name="Key">Names it within its edition, in blob names and ledgers: the local date (2026-11-22), with the time (2026-11-22T1800) where the edition has
/// several a day.</param>
/// <param name="Date">In the edition's time zone.</param>
/// <param name="DueAt">UTC.</param>
/// <param name="Late">It was delayed, and the mail says so.</param>
public sealed record DueDigest(string Edition, string Key, DateOnly Date, DateTimeOffset DueAt, bool Late);

/// <summary>The time a digest covers.</summary>
public sealed record Window(DateTimeOffset From, DateTimeOffset To);
