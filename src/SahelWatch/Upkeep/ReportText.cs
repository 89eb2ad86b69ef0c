using System.Diagnostics;
using Microsoft.Extensions.Options;
using SahelWatch.Alerts;
using SahelWatch.Delivery;
using SahelWatch.Digests;
using SahelWatch.Polling;
using SahelWatch.Storage;
using SahelWatch.Stories;

namespace SahelWatch.Upkeep;

/// <summary>What runs did, in lines for people: the same on a terminal, on the status page and in the log. Details are indented.</summary>
public static class ReportText
{
    private const int MostLines = 10; // of one kind; `status` and `feeds list` have them all

    /// <summary>A failure younger than this belongs to the run that is reported, however long that took.</summary>
    private static readonly TimeSpan LongRun = TimeSpan.FromMinutes(10);

    public static IEnumerable<string> Of(StageReport report) => report switch
    {
        PollReport poll => Of(poll),
        GroupReport group => Of(group),
        AlertReport alert => alert.Sent.SelectMany(a => Of($"Alert {a.Rule} {a.Key}: {a.Subject}", a.Delivery)),
        DigestReport { Digests: [], Failures: [] } => ["No digest is due."],
        DigestReport digest =>
        [
            .. digest.Digests.SelectMany(d => Of($"Digest {d.Edition} {d.Key}: {Count(d.Stories, "story", "stories")}", d.Delivery)),
            .. digest.Failures.Select(f => $"Digest {f.Edition} failed: {f.Reason}"),
        ],
        PruneReport { ClockInDoubt: true } => ["Nothing was deleted: no article was stored in the month before yesterday, so the clock may be wrong."],
        PruneReport prune =>
            [$"Deleted {Count(prune.Articles, "article")}, {Count(prune.Stories, "story", "stories")} and {Count(prune.Digests, "digest")} past retention."],
        _ => throw new UnreachableException(),
    };

    /// <summary>The message of an expected failure is enough; for a bug the type is worth knowing too.</summary>
    public static string Of(StageOutcome.Failed failed) => failed.Error is StorageException or GarbledException or InputException or OptionsValidationException
        ? failed.Error.Message
        : $"The {failed.Stage} stage failed ({failed.Error.GetType().Name}): {failed.Error.Message}";

    public static string Of(BlobOperations operations) => $"Storage: {Count(operations.Writes, "write")}, {Count(operations.Reads, "read")}, "
        + $"{Count(operations.Lists, "listing")}, {Count(operations.Deletes, "deletion")}.";

    /// <summary>What the last runs did, and what is wrong, except for feeds.</summary>
    public static IEnumerable<string> Of(StatusReport status)
    {
        var poll = status.Poll is null ? null : status.Poll with { Failures = [], Notes = [] }; // a status has the states of all feeds
        if (poll is null)
            yield return "Never polled: sahelwatch run";
        if (status.HasStopped)
            yield return "No poll for more than an hour: is `sahelwatch serve` or `watch` still running? `sahelwatch run` polls once.";
        foreach (var report in new StageReport?[] { poll, status.Group, status.Digest, status.Alert }.OfType<StageReport>())
        {
            foreach (var line in Of(report))
                yield return $"{Minute(report.At)} {line}";
        }

        foreach (var wait in status.Waiting)
            yield return $"Alert waiting: {wait}";
        if (status.Poison is { } poison)
            yield return $"Queue messages given up: {Count(poison.Messages)}, the last {Minute(poison.At)} ({poison.Queue}: {poison.Message}).";
        foreach (var line in SetAside(status.SetAside))
            yield return line;
        foreach (var line in Problems(status.Inputs))
            yield return line;
        foreach (var line in Most(status.Feeds.Where(f => f.MovedTo is not null)
            .Select(f => $"Moved permanently: {f.Feed.Title} ({f.Feed.Url}) is polled at {f.MovedTo}. List that address instead.")))
            yield return line;
    }

    /// <summary>The configuration files of which not the latest version is in effect.</summary>
    public static IEnumerable<string> Problems(IEnumerable<InputVersion> inputs) => inputs.Where(i => i.Problem is not null).DistinctBy(i => i.File)
        .Select(i => $"{i.File}: the version in storage is invalid, so an earlier one is in effect ({i.Origin}). {i.Problem}");

    /// <summary>Whether the run did anything that a person who watches would want to see.</summary>
    public static bool IsNews(StageReport report) => NeedsALook(report) || report switch
    {
        PollReport poll => poll.Polled > 0,
        GroupReport group => group.Articles > 0 || group.LostRace,
        PruneReport prune => prune.ClockInDoubt || prune.Articles + prune.Stories + prune.Digests > 0,
        _ => DeliveriesOf(report).Any(d => d.SentNow > 0),
    };

    /// <summary>Whether something failed, was given up or is waiting.</summary>
    public static bool NeedsALook(StageReport report) => report switch
    {
        PollReport poll => poll.Failures.Count > 0 || poll.SetAside.Count > 0,
        GroupReport group => group.SetAside.Count > 0 || group.Problems.Count > 0,
        _ => report is DigestReport { Failures.Count: > 0 } || DeliveriesOf(report).Any(d => d.Waiting > 0 || d.GivenUp > 0 || d.Problems.Count > 0),
    };

    public static string Count(long count, string? one = null, string? many = null)
    {
        var number = count.ToString(CultureInfo.InvariantCulture);
        return one is null ? number : $"{number} {(count == 1 ? one : many ?? one + "s")}";
    }

    internal static IEnumerable<DeliveryReport> DeliveriesOf(StageReport report) => report switch
    {
        DigestReport digest => digest.Digests.Select(d => d.Delivery),
        AlertReport alert => alert.Sent.Select(a => a.Delivery),
        _ => [],
    };

    private static IEnumerable<string> Of(PollReport report) =>
    [
        $"Polled {Count(report.Polled)} of {Count(report.Feeds, "feed")}{(report.NotModified > 0 ? $" ({Count(report.NotModified)} unchanged)" : "")}: "
            + $"{Count(report.Entries, "new or edited entry", "new or edited entries")}, {Count(report.Kept, "article")} kept, {Count(report.Updated)} updated.",
        .. Most(report.Failures.Select(f => $"  {HealthOf(f, report.At)}: {f.Source} ({f.Url}): {f.Reason}")),
        .. Most(report.Notes.Select(n => $"  note: {n.Source}: {n.Text}")),
        .. When(report.LostRace, "  Another run polled at the same time; the results of both are kept."),
        .. SetAside(report.SetAside),
    ];

    private static IEnumerable<string> Of(GroupReport report) =>
    [
        $"Grouped {Count(report.Articles, "new article")}: {Count(report.Copies, "copy", "copies")} of texts already there, "
            + $"{Count(report.Stories, "story", "stories")} new or grown.",
        .. When(report.LostRace, "  Another run is grouping at the same time and continues with the rest; nothing is lost."),
        .. When(report.Resumed, "  Completed a batch that another run had begun."),
        .. report.Problems.Select(problem => $"  {problem}"),
        .. SetAside(report.SetAside),
    ];

    private static IEnumerable<string> Of(string what, DeliveryReport delivery) =>
    [
        delivery is { Complete: true, SentNow: 0, GivenUp: 0 } ? $"{what}; already delivered."
            : $"{what}; sent to {Count(delivery.SentNow)} of {Count(delivery.Readers, "reader")} now"
                + $"{(delivery.Waiting > 0 ? $", {Count(delivery.Waiting)} waiting" : "")}{(delivery.GivenUp > 0 ? $", {Count(delivery.GivenUp)} given up" : "")}.",
        .. delivery.Problems.Select(problem => $"  {problem}"),
    ];

    /// <summary>Names a person may want to restore, or to delete for good.</summary>
    private static IEnumerable<string> SetAside(IReadOnlyList<string> names) => names.Count == 0 ? [] :
        [$"  Unreadable and moved to {BlobNames.Quarantine} ({Count(names.Count)}); everything else continued:", .. Most(names.Select(n => $"    {n}"), "")];

    /// <summary>"failing since 2026-11-22 06:00Z"; of a feed that was healthy until this run, that it failed.</summary>
    private static string HealthOf(FeedFailure failure, DateTimeOffset at)
    {
        var health = failure.Health switch { FeedHealth.Gone => "gone", FeedHealth.Blocked => "blocked", _ => "failing" };
        return failure.Since is { } since && at - since > LongRun ? $"{health} since {Minute(since)}" : health is "failing" ? "failed" : health;
    }

    private static IEnumerable<string> When(bool condition, string line) => condition ? [line] : [];

    private static List<string> Most(IEnumerable<string> lines, string where = ": sahelwatch feeds list")
    {
        var all = lines.ToList();
        return all.Count <= MostLines ? all : [.. all.Take(MostLines), $"  and {Count(all.Count - MostLines)} more{where}"];
    }

    private static string Minute(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
