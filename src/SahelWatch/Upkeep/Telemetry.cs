using System.Diagnostics;
using System.Diagnostics.Metrics;
using SahelWatch.Alerts;
using SahelWatch.Digests;
using SahelWatch.Polling;
using SahelWatch.Storage;
using SahelWatch.Stories;

namespace SahelWatch.Upkeep;

/// <summary>
/// A span for each stage's run, and counts of what it did, for whoever listens: the shells export them where they are told where to. The names are an
/// interface: the alerts of infra/alerts.bicep query them.
/// </summary>
public static class Telemetry
{
    /// <summary>Of the spans' source and of the meter.</summary>
    public const string Name = Spans.Name;

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Runs = Meter.CreateCounter<long>(
        "sahelwatch.runs", "{run}", "Runs of a stage, by outcome: done, incomplete (something is left undone), stopped, failed.");
    private static readonly Counter<long> Polls = Meter.CreateCounter<long>("sahelwatch.polls", "{feed}", "Feeds polled, by outcome.");
    private static readonly Counter<long> Entries = Meter.CreateCounter<long>("sahelwatch.entries", "{entry}", "New or edited entries that feeds showed.");
    private static readonly Counter<long> Articles = Meter.CreateCounter<long>("sahelwatch.articles", "{article}", "Articles kept or updated.");
    private static readonly Counter<long> Copies = Meter.CreateCounter<long>("sahelwatch.copies", "{article}", "Articles that are copies of others.");
    private static readonly Counter<long> Stories = Meter.CreateCounter<long>("sahelwatch.stories", "{story}", "Stories that are new or have grown.");
    private static readonly Counter<long> Mails = Meter.CreateCounter<long>("sahelwatch.mails", "{mail}", "Mails by outcome: sent, waiting, given up.");
    private static readonly Counter<long> Operations = Meter.CreateCounter<long>(
        "sahelwatch.blob.operations", "{operation}", "Operations on storage, by the kinds that Azure bills.");
    private static readonly Counter<long> Poisoned = Meter.CreateCounter<long>(
        "sahelwatch.messages.poisoned", "{message}", "Queue messages that failed too often.");

    private static readonly Gauge<double> PollAge = Meter.CreateGauge<double>("sahelwatch.poll.age", "s", "Age of the last poll, each time digests are looked for.");
    private static readonly Gauge<double> DigestAge = Meter.CreateGauge<double>("sahelwatch.digest.age", "s", "Age of the last digest sent, likewise.");

    internal static async Task<T> RunAsync<T>(string stage, Func<Task<T>> run, Action<T> count, Func<T, bool>? complete = null)
    {
        using var span = Spans.Source.StartActivity(stage);
        try
        {
            var report = await run();
            count(report);
            Runs.Add(1, new("stage", stage), new("outcome", complete?.Invoke(report) ?? true ? "done" : "incomplete"));
            return report;
        }
        catch (Exception e)
        {
            span?.SetStatus(ActivityStatusCode.Error, e.GetType().Name);
            Runs.Add(1, new("stage", stage), new("outcome", e is OperationCanceledException ? "stopped" : "failed"));
            throw;
        }
    }

    internal static void Count(PollReport report)
    {
        Polls.Add(report.Failures.Count, Outcome("failed"));
        Polls.Add(report.NotModified, Outcome("unchanged"));
        Polls.Add(report.Polled - report.NotModified - report.Failures.Count, Outcome("read"));
        Entries.Add(report.Entries);
        Articles.Add(report.Kept, Outcome("kept"));
        Articles.Add(report.Updated, Outcome("updated"));
        Count(report.Operations);
    }

    internal static void Count(GroupReport report)
    {
        Copies.Add(report.Copies);
        Stories.Add(report.Stories);
        Count(report.Operations);
    }

    internal static void Count(DigestReport report)
    {
        Mails.Add(report.Digests.Sum(d => d.Delivery.SentNow), Outcome("sent"));
        Mails.Add(report.Digests.Sum(d => d.Delivery.Waiting), Outcome("waiting"));
        Mails.Add(report.Digests.Sum(d => d.Delivery.GivenUp), Outcome("given up"));
        Count(report.Operations);
    }

    internal static void Count(AlertReport report)
    {
        Mails.Add(report.Sent.Sum(s => s.Delivery.SentNow), Outcome("sent"));
        Mails.Add(report.Sent.Sum(s => s.Delivery.Waiting), Outcome("waiting"));
        Mails.Add(report.Sent.Sum(s => s.Delivery.GivenUp), Outcome("given up"));
        Count(report.Operations);
    }

    internal static void Count(PruneReport report) => Count(report.Operations);

    internal static void Note(HealthReport health)
    {
        if (health.At - health.Poll is { } poll)
            PollAge.Record(poll.TotalSeconds);
        if (health.At - health.Digest is { } digest)
            DigestAge.Record(digest.TotalSeconds);
    }

    internal static void CountPoisoned(string queue) => Poisoned.Add(1, new KeyValuePair<string, object?>("queue", queue));

    private static void Count(BlobOperations operations)
    {
        Operations.Add(operations.Writes, Kind("write"));
        Operations.Add(operations.Lists, Kind("list"));
        Operations.Add(operations.Reads, Kind("read"));
        Operations.Add(operations.Deletes, Kind("delete"));
    }

    private static KeyValuePair<string, object?> Outcome(string outcome) => new("outcome", outcome);

    private static KeyValuePair<string, object?> Kind(string kind) => new("kind", kind);
}
