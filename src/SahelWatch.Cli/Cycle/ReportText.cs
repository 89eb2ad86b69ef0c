using System.Diagnostics;
using SahelWatch.Alerts;
using SahelWatch.Digests;
using SahelWatch.Polling;
using SahelWatch.Storage;
using SahelWatch.Stories;
using SahelWatch.Upkeep;

namespace SahelWatch.Cli.Cycle;

/// <summary>What the runs did, as lines for people.</summary>
internal static class ReportText
{
    private const int MostLines = 10; // of one kind; `status` and `feeds list` have them all

    /// <summary>A failure younger than this is of the run that is reported, however long that took.</summary>
    private static readonly TimeSpan LongRun = TimeSpan.FromMinutes(10);

    public static IEnumerable<string> Of(StageOutcome outcome) => outcome switch
    {
        StageOutcome.Polled(var report) => Of(report),
        StageOutcome.Grouped(var report) => Of(report),
        StageOutcome.Alerted(var report) => Of(report),
        StageOutcome.Mailed(var report) => Of(report),
        StageOutcome.Pruned(var report) => [Of(report)],
        StageOutcome.Failed failed => [Of(failed)],
        StageOutcome.NotDue => [],
        _ => throw new UnreachableException(),
    };

    /// <summary>An expected failure says by itself what it is about; of a bug the kind is worth knowing too.</summary>
    public static string Of(StageOutcome.Failed failed) => failed.Error is StorageException or GarbledException or InputException
        ? failed.Error.Message
        : $"{failed.Stage} failed ({failed.Error.GetType().Name}): {failed.Error.Message}";

    public static IEnumerable<string> Of(PollReport report)
    {
        var unchanged = report.NotModified > 0 ? Inv($" ({report.NotModified} unchanged)") : "";
        yield return Inv(
            $"Polled {report.Polled} of {Count(report.Feeds, "feed")}{unchanged}: {Count(report.Entries, "new or edited entry", "new or edited entries")}, {Count(report.Kept, "article")} kept, {report.Updated} updated.");
        foreach (var line in Most(report.Failures.Select(f => $"  {HealthOf(f, report.At)}: {f.Source} ({f.Url}): {f.Reason}")))
            yield return line;
        foreach (var line in Most(report.Notes.Select(n => $"  note: {n.Source}: {n.Text}")))
            yield return line;
        if (report.LostRace)
            yield return "  Another run polled at the same time; the results of both are kept.";
        foreach (var line in SetAside(report.SetAside))
            yield return line;
    }

    public static IEnumerable<string> Of(GroupReport report)
    {
        yield return Inv($"Grouped {Count(report.Articles, "new article")}: {Count(report.Copies, "copy", "copies")} of texts already there, {Count(report.Stories, "story", "stories")} new or grown.");
        if (report.LostRace)
            yield return "  Another run is grouping at the same time and continues with the rest; nothing is lost.";
        if (report.Resumed)
            yield return "  Completed a batch that another run had begun.";
        foreach (var problem in report.Problems)
            yield return $"  {problem}";
        foreach (var line in SetAside(report.SetAside))
            yield return line;
    }

    public static IEnumerable<string> Of(DigestReport report)
    {
        if (report.Digests.Count == 0 && report.Failures.Count == 0)
            yield return "No digest is due.";
        foreach (var digest in report.Digests)
        {
            var delivery = digest.Delivery;
            var given = delivery.GivenUp > 0 ? Inv($", {delivery.GivenUp} given up") : "";
            var waiting = delivery.Waiting > 0 ? Inv($", {delivery.Waiting} waiting") : "";
            yield return delivery is { Complete: true, SentNow: 0, GivenUp: 0 }
                ? Inv($"Digest {digest.Edition} {digest.Key}: {Count(digest.Stories, "story", "stories")}; already delivered.")
                : Inv($"Digest {digest.Edition} {digest.Key}: {Count(digest.Stories, "story", "stories")}; sent to {delivery.SentNow} of {Count(delivery.Readers, "reader")} now{waiting}{given}.");
            foreach (var problem in delivery.Problems)
                yield return $"  {problem}";
        }

        foreach (var failure in report.Failures)
            yield return $"Digest {failure.Edition} failed: {failure.Reason}";
    }

    public static IEnumerable<string> Of(AlertReport report)
    {
        foreach (var alert in report.Sent)
        {
            yield return Inv($"Alert {alert.Rule} {alert.Key}: {alert.Subject}; sent to {alert.Delivery.SentNow} of {alert.Delivery.Readers} now, {alert.Delivery.Waiting} waiting, {alert.Delivery.GivenUp} given up.");
            foreach (var problem in alert.Delivery.Problems)
                yield return $"  {problem}";
        }
    }

    public static string Of(PruneReport report) => report.ClockInDoubt ? PruneReport.ClockMessage :
        Inv($"Deleted {Count(report.Articles, "article")}, {Count(report.Stories, "story", "stories")} and {Count(report.Digests, "digest")} past retention.");

    /// <summary>What a person may want to restore, or to delete for good.</summary>
    public static IEnumerable<string> SetAside(IReadOnlyList<string> names) => names.Count == 0 ? [] :
        [Inv($"  Unreadable and moved to {BlobNames.Quarantine} ({names.Count}); everything else continued:"), .. Most(names.Select(n => $"    {n}"))];

    public static string Of(BlobOperations operations) =>
        Inv($"Storage: {Count(operations.Writes, "write")}, {Count(operations.Reads, "read")}, {Count(operations.Lists, "listing")}, {Count(operations.Deletes, "deletion")}.");

    /// <summary>Whether anything happened that a person who watches would want to see.</summary>
    public static bool IsWorthALine(StageOutcome outcome) => outcome switch
    {
        StageOutcome.Polled(var report) => report.Polled > 0 || report.SetAside.Count > 0,
        StageOutcome.Grouped(var report) => report.Articles > 0 || report.LostRace || NeedsALook(report),
        StageOutcome.Alerted(var report) => report.Sent.Count > 0,
        StageOutcome.Mailed(var report) => report.Digests.Any(d => d.Delivery.SentNow > 0) || report.Failures.Count > 0,
        StageOutcome.Pruned(var report) => report.ClockInDoubt || report.Articles + report.Stories + report.Digests > 0,
        _ => true,
    };

    public static bool NeedsALook(StageOutcome outcome) => outcome switch
    {
        StageOutcome.Polled(var report) => NeedsALook(report) || report.SetAside.Count > 0,
        StageOutcome.Grouped(var report) => NeedsALook(report),
        StageOutcome.Alerted(var report) => NeedsALook(report),
        StageOutcome.Mailed(var report) => NeedsALook(report),
        _ => outcome is StageOutcome.Failed,
    };

    public static bool NeedsALook(GroupReport report) => report.SetAside.Count > 0 || report.Problems.Count > 0;

    public static bool NeedsALook(PollReport report) => report.Failures.Count > 0;

    public static bool NeedsALook(AlertReport report) =>
        report.Sent.Any(s => s.Delivery.Waiting > 0 || s.Delivery.GivenUp > 0 || s.Delivery.Problems.Count > 0);

    public static bool NeedsALook(DigestReport report) =>
        report.Failures.Count > 0 || report.Digests.Any(d => d.Delivery.Waiting > 0 || d.Delivery.GivenUp > 0 || d.Delivery.Problems.Count > 0);

    /// <summary>"failing since 2026-11-22 06:00Z"; of what was well until this run, that it failed.</summary>
    private static string HealthOf(FeedFailure failure, DateTimeOffset at)
    {
        var health = failure.Health switch { FeedHealth.Gone => "gone", FeedHealth.Blocked => "blocked", _ => "failing" };
        return at - failure.Since > LongRun ? Inv($"{health} since {failure.Since:yyyy-MM-dd HH:mm}Z") : health is "failing" ? "failed" : health;
    }

    private static List<string> Most(IEnumerable<string> lines)
    {
        var all = lines.ToList();
        return all.Count <= MostLines ? all : [.. all.Take(MostLines), Inv($"  and {all.Count - MostLines} more: sahelwatch feeds list")];
    }

    public static string Count(long count, string one, string? many = null) => Inv($"{count} {(count == 1 ? one : many ?? one + "s")}");

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
