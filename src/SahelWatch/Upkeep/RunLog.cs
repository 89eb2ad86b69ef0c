using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using SahelWatch.Alerts;
using SahelWatch.Alerts.Rules;
using SahelWatch.Digests;
using SahelWatch.Polling;
using SahelWatch.Storage;
using SahelWatch.Stories;

namespace SahelWatch.Upkeep;

/// <summary>Stores the report of each stage's last run for status displays, and logs it. Nothing else depends on it, so it may be lost.</summary>
internal sealed partial class RunLog(Stores stores, TimeProvider clock, ILogger<RunLog> logger)
{
    private const string Json = "application/json";
    private const int LongestMessage = 100; // characters: ours have a few; a longer one is not ours
    private const int NotesKept = 20; // enough for one page; the states of the feeds have the rest

    /// <param name="shard">The shard that was polled; null for all of them, and for other stages.</param>
    public async Task NoteAsync(string stage, StageReport report, int? shard, CancellationToken cancellationToken)
    {
        var isNews = ReportText.IsNews(report);
        foreach (var line in isNews ? ReportText.Of(report).Where(line => line[0] != ' ') : [])
            Noted(line);
        if (!isNews && report is not (PollReport or PruneReport)) // their time is needed even if nothing happened
            return;
        var kept = report switch
        {
            PollReport poll => poll with { Notes = [.. poll.Notes.Take(NotesKept)] },
            DigestReport digest => digest with
            {
                LastSent = SentAt(digest) ?? SentAt(await ReadAsync<DigestReport>(BlobNames.LastRun(stage), cancellationToken)),
            },
            _ => report,
        };
        var name = shard is { } polled && stores.Shards > 1 ? BlobNames.LastPoll(polled) : BlobNames.LastRun(stage);
        await stores.Blobs.PutAsync(name, JsonSerializer.SerializeToUtf8Bytes(kept, RunJson.Default.GetTypeInfo(kept.GetType())!), Json, cancellationToken);
    }

    /// <summary>When pruning was last completed; null if unknown.</summary>
    public async Task<DateTimeOffset?> LastPruneAsync(CancellationToken cancellationToken) =>
        (await ReadAsync<PruneReport>(BlobNames.LastRun("prune"), cancellationToken))?.At;

    public async Task<StatusReport> StatusAsync(IReadOnlyList<Feed> feeds, IReadOnlyList<AlertRule> alerts, CancellationToken cancellationToken)
    {
        var states = await stores.FeedStates.LoadAsync(feeds, cancellationToken);
        return new StatusReport(
            clock.GetUtcNow(),
            await LastPollAsync(cancellationToken),
            await ReadAsync<GroupReport>(BlobNames.LastRun("group"), cancellationToken),
            await ReadAsync<DigestReport>(BlobNames.LastRun("digest"), cancellationToken),
            await ReadAsync<PoisonReport>(BlobNames.LastRun("poison"), cancellationToken),
            [.. feeds.Select(f => new FeedStatus(f, states.GetValueOrDefault(f.Id)))])
        {
            Alert = await ReadAsync<AlertReport>(BlobNames.LastRun("alert"), cancellationToken),
            Waiting = AlertWait.Of(alerts, await stores.Alerts.StateAsync(cancellationToken), clock.GetUtcNow()),
            SetAside = await stores.Blobs.SetAsideAsync(cancellationToken).ToListAsync(cancellationToken),
        };
    }

    public async Task<HealthReport> HealthAsync(CancellationToken cancellationToken)
    {
        var digest = await ReadAsync<DigestReport>(BlobNames.LastRun("digest"), cancellationToken);
        return new(clock.GetUtcNow(), (await LastPollAsync(cancellationToken))?.At, SentAt(digest));
    }

    /// <summary>The last poll of all feeds; if they are polled in shards, the sum of the last polls, unless a single run has polled them all since.</summary>
    private async Task<PollReport?> LastPollAsync(CancellationToken cancellationToken)
    {
        var whole = await ReadAsync<PollReport>(BlobNames.LastRun("poll"), cancellationToken);
        var shards = new PollReport?[stores.Shards > 1 ? stores.Shards : 0];
        await Parallel.ForAsync(0, shards.Length, cancellationToken, async (shard, token) =>
            shards[shard] = await ReadAsync<PollReport>(BlobNames.LastPoll(shard), token));
        return shards.OfType<PollReport>().ToList() is [_, ..] polls && !(whole?.At > polls.Max(p => p.At))
            ? PollReport.Of(polls) with { Notes = [.. polls.SelectMany(p => p.Notes).Take(NotesKept)] }
            : whole;
    }

    /// <summary>Not simply the time of the last run: a digest that fails every ten minutes must not look recent to a monitor.</summary>
    private static DateTimeOffset? SentAt(DigestReport? report) =>
        report?.LastSent ?? (report?.Digests.Any(d => d.Delivery.SentNow > 0) == true ? report.At : null);

    /// <summary>Of two given up at the same moment, one may go uncounted here; the metric has them all.</summary>
    public async Task NotePoisonAsync(string queue, string message, CancellationToken cancellationToken)
    {
        var name = BlobNames.LastRun("poison");
        var before = (await ReadAsync<PoisonReport>(name, cancellationToken))?.Messages ?? 0;
        var report = new PoisonReport(clock.GetUtcNow(), before + 1, queue, message[..Math.Min(message.Length, LongestMessage)]);
        await stores.Blobs.PutAsync(name, JsonSerializer.SerializeToUtf8Bytes(report, RunJson.Default.PoisonReport), Json, cancellationToken);
    }

    private Task<T?> ReadAsync<T>(string name, CancellationToken cancellationToken)
        where T : class => RunJson.ReadAsync<T>(stores.Blobs, name, cancellationToken);

    [LoggerMessage(500, LogLevel.Information, "{Line}")]
    private partial void Noted(string line);

    [LoggerMessage(505, LogLevel.Error, "The catalogue could not be brought up to date; the next run tries again")]
    public partial void CatalogueFailed(Exception exception);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PollReport))]
[JsonSerializable(typeof(GroupReport))]
[JsonSerializable(typeof(DigestReport))]
[JsonSerializable(typeof(AlertReport))]
[JsonSerializable(typeof(PruneReport))]
[JsonSerializable(typeof(PoisonReport))]
[JsonSerializable(typeof(Dictionary<string, DateOnly>))]
internal sealed partial class RunJson : JsonSerializerContext
{
    /// <summary>Null if there is none, or if another version wrote it: the next run replaces it.</summary>
    public static async Task<T?> ReadAsync<T>(IBlobs blobs, string name, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await blobs.ReadAsync(name, cancellationToken) is { } blob
                ? JsonSerializer.Deserialize(blob.Content.Span, (JsonTypeInfo<T>)Default.GetTypeInfo(typeof(T))!)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
