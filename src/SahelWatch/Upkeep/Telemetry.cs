using System.Diagnostics;
using System.Diagnostics.Metrics;
using SahelWatch.Digests;
using SahelWatch.Polling;
using SahelWatch.Stories;

namespace SahelWatch.Upkeep;

/// <summary>
/// A span for each run of a stage, and counts of what it did; the shells export them if an exporter is configured. The names are an interface:
/// infra/alerts.bicep queries them.
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

    private static readonly Gauge<double> PollAge = Meter.CreateGauge<double>("sahelwatch.poll.age", "s", "Age of the last poll, recorded by each digest run.");
    private static readonly Gauge<double> DigestAge = Meter.CreateGauge<double>("sahelwatch.digest.age", "s", "Age of the last digest sent, likewise.");

    internal static async Task<T> RunAsync<T>(string stage, Func<Task<T>> run)
        where T : StageReport
    {
        using var span = Spans.Source.StartActivity(stage);
        try
        {
            var report = await run();
            Count(report);
            var isComplete = report is not DigestReport { Failures.Count: > 0 } && ReportText.DeliveriesOf(report).All(d => d.Waiting == 0);
            Runs.Add(1, new("stage", stage), Outcome(isComplete ? "done" : "incomplete"));
            return report;
        }
        catch (Exception e)
        {
            span?.SetStatus(ActivityStatusCode.Error, e.GetType().Name);
            Runs.Add(1, new("stage", stage), Outcome(e is OperationCanceledException ? "stopped" : "failed"));
            throw;
        }
    }

    private static void Count(StageReport report)
    {
        if (report is PollReport poll)
        {
            Polls.Add(poll.Failures.Count, Outcome("failed"));
            Polls.Add(poll.NotModified, Outcome("unchanged"));
            Polls.Add(poll.Polled - poll.NotModified - poll.Failures.Count, Outcome("read"));
            Entries.Add(poll.Entries);
            Articles.Add(poll.Kept, Outcome("kept"));
            Articles.Add(poll.Updated, Outcome("updated"));
        }
        else if (report is GroupReport group)
        {
            Copies.Add(group.Copies);
            Stories.Add(group.Stories);
        }

        foreach (var delivery in ReportText.DeliveriesOf(report))
        {
            Mails.Add(delivery.SentNow, Outcome("sent"));
            Mails.Add(delivery.Waiting, Outcome("waiting"));
            Mails.Add(delivery.GivenUp, Outcome("given up"));
        }

        Operations.Add(report.Operations.Writes, Kind("write"));
        Operations.Add(report.Operations.Lists, Kind("list"));
        Operations.Add(report.Operations.Reads, Kind("read"));
        Operations.Add(report.Operations.Deletes, Kind("delete"));
    }

    internal static void Note(HealthReport health)
    {
        if (health.At - health.Poll is { } poll)
            PollAge.Record(poll.TotalSeconds);
        if (health.At - health.Digest is { } digest)
            DigestAge.Record(digest.TotalSeconds);
    }

    internal static void CountPoisoned(string queue) => Poisoned.Add(1, new KeyValuePair<string, object?>("queue", queue));

    private static KeyValuePair<string, object?> Outcome(string outcome) => new("outcome", outcome);

    private static KeyValuePair<string, object?> Kind(string kind) => new("kind", kind);
}
