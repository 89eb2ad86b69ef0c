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

/// <summary>Stores the report of each stage's last run for status displays and logs a line about it. Nothing else depends on it, so it may be lost.</summary>
internal sealed partial class RunLog(Stores stores, TimeProvider clock, ILogger<RunLog> logger)
{
    private const int Tries = 5; // two messages given up at once are rare
    private const int LongestMessage = 100; // characters: ours have a few; a longer one is not ours
    private const int NotesKept = 20; // enough for one page; the states of the feeds have the rest

    public Task NoteAsync(PollReport report, CancellationToken cancellationToken) => NoteAsync(report, BlobNames.LastRun("poll"), cancellationToken);

    /// <param name="shard">The shard that was polled.</param>
    public Task NoteAsync(PollReport report, int shard, CancellationToken cancellationToken) =>
        NoteAsync(report, stores.Shards == 1 ? BlobNames.LastRun("poll") : BlobNames.LastPoll(shard), cancellationToken);

    private Task NoteAsync(PollReport report, string name, CancellationToken cancellationToken)
    {
        Polled(report.Polled, report.Feeds, report.NotModified, report.Failures.Count, report.Kept, report.Updated);
        return stores.Blobs.PutAsync(
            name, JsonSerializer.SerializeToUtf8Bytes(report with { Notes = [.. report.Notes.Take(NotesKept)] }, RunJson.Default.PollReport), "application/json",
            cancellationToken);
    }

    /// <summary>The last poll of all feeds; if they are polled in shards, the sum of the last polls, unless a single run has polled them all since.</summary>
    private async Task<PollReport?> LastPollAsync(CancellationToken cancellationToken)
    {
        var whole = await ReadAsync<PollReport>("poll", cancellationToken);
        if (stores.Shards == 1)
            return whole;
        var shards = new PollReport?[stores.Shards];
        await Parallel.ForAsync(0, shards.Length, cancellationToken, async (shard, token) =>
            shards[shard] = await ReadBlobAsync<PollReport>(BlobNames.LastPoll(shard), token));
        return shards.OfType<PollReport>().ToList() is [_, ..] polls && !(whole?.At > polls.Max(p => p.At))
            ? PollReport.Of(polls) with { Notes = [.. polls.SelectMany(p => p.Notes).Take(NotesKept)] }
            : whole;
    }

    public Task NoteAsync(GroupReport report, CancellationToken cancellationToken)
    {
        if (report is { Articles: 0, LostRace: false, SetAside: [], Problems: [] })
            return Task.CompletedTask;
        Grouped(report.Articles, report.Copies, report.Stories);
        return SaveAsync("group", JsonSerializer.SerializeToUtf8Bytes(report, RunJson.Default.GroupReport), cancellationToken);
    }

    public async Task NoteAsync(DigestReport report, CancellationToken cancellationToken)
    {
        foreach (var digest in report.Digests)
            Mailed(digest.Edition, digest.Key, digest.Stories, digest.Delivery.SentNow, digest.Delivery.Waiting, digest.Delivery.GivenUp);
        if (report.Failures.Count == 0
            && !report.Digests.Any(d => d.Delivery is { SentNow: > 0 } or { GivenUp: > 0 } or { Waiting: > 0 } or { Problems.Count: > 0 }))
            return;
        var sent = SentAt(report) ?? SentAt(await ReadAsync<DigestReport>("digest", cancellationToken));
        await SaveAsync("digest", JsonSerializer.SerializeToUtf8Bytes(report with { LastSent = sent }, RunJson.Default.DigestReport), cancellationToken);
    }

    public Task NoteAsync(AlertReport report, CancellationToken cancellationToken)
    {
        foreach (var alert in report.Sent)
            Alerted(alert.Rule, alert.Key, alert.Delivery.SentNow, alert.Delivery.Waiting, alert.Delivery.GivenUp);
        return report.Sent.Any(s => s.Delivery is { SentNow: > 0 } or { GivenUp: > 0 } or { Problems.Count: > 0 })
            ? SaveAsync("alert", JsonSerializer.SerializeToUtf8Bytes(report, RunJson.Default.AlertReport), cancellationToken)
            : Task.CompletedTask;
    }

    public Task NoteAsync(PruneReport report, CancellationToken cancellationToken)
    {
        Pruned(report.Articles, report.Stories, report.Digests);
        return SaveAsync("prune", JsonSerializer.SerializeToUtf8Bytes(report, RunJson.Default.PruneReport), cancellationToken);
    }

    /// <summary>When pruning was last completed; null if unknown.</summary>
    public async Task<DateTimeOffset?> LastPruneAsync(CancellationToken cancellationToken) =>
        (await ReadAsync<PruneReport>("prune", cancellationToken))?.At;

    public async Task<StatusReport> StatusAsync(IReadOnlyList<Feed> feeds, IReadOnlyList<AlertRule> alerts, CancellationToken cancellationToken)
    {
        var states = await stores.FeedStates.LoadAsync(feeds, cancellationToken);
        return new StatusReport(
            clock.GetUtcNow(),
            await LastPollAsync(cancellationToken),
            await ReadAsync<GroupReport>("group", cancellationToken),
            await ReadAsync<DigestReport>("digest", cancellationToken),
            await ReadAsync<PoisonReport>("poison", cancellationToken),
            [.. feeds.Select(f => new FeedStatus(f, states.GetValueOrDefault(f.Id)))])
        {
            Alert = await ReadAsync<AlertReport>("alert", cancellationToken),
            Waiting = AlertWait.Of(alerts, await stores.Alerts.StateAsync(cancellationToken), clock.GetUtcNow()),
            SetAside = await stores.Blobs.SetAsideAsync(cancellationToken).ToListAsync(cancellationToken),
        };
    }

    public async Task<HealthReport> HealthAsync(CancellationToken cancellationToken) => new(
        clock.GetUtcNow(),
        await LastPollTimeAsync(cancellationToken),
        (await ReadAsync<RunTime>("digest", cancellationToken))?.LastSent ?? SentAt(await ReadAsync<DigestReport>("digest", cancellationToken)));

    /// <summary>As of <see cref="LastPollAsync"/>.</summary>
    private async Task<DateTimeOffset?> LastPollTimeAsync(CancellationToken cancellationToken)
    {
        var whole = (await ReadAsync<RunTime>("poll", cancellationToken))?.At;
        if (stores.Shards == 1)
            return whole;
        var shards = new DateTimeOffset?[stores.Shards];
        await Parallel.ForAsync(0, shards.Length, cancellationToken, async (shard, token) =>
            shards[shard] = (await ReadBlobAsync<RunTime>(BlobNames.LastPoll(shard), token))?.At);
        return whole > shards.Max() ? whole : shards.Min() ?? whole;
    }

    /// <summary>The run that is noted may have sent nothing: a monitor must not take a digest that fails every ten minutes for a young one.</summary>
    private static DateTimeOffset? SentAt(DigestReport? report) =>
        report?.LastSent ?? (report?.Digests.Any(d => d.Delivery.SentNow > 0) == true ? report.At : null);

    public async Task NotePoisonAsync(string queue, string message, CancellationToken cancellationToken)
    {
        var name = BlobNames.LastRun("poison");
        for (var tries = 0; tries < Tries; tries++)
        {
            var blob = await stores.Blobs.ReadAsync(name, cancellationToken);
            var report = new PoisonReport(
                clock.GetUtcNow(), (Parse<PoisonReport>(blob)?.Messages ?? 0) + 1, queue, message[..Math.Min(message.Length, LongestMessage)]);
            var json = JsonSerializer.SerializeToUtf8Bytes(report, RunJson.Default.PoisonReport);
            if ((blob is null ? await stores.Blobs.CreateAsync(name, json, "application/json", cancellationToken)
                : await stores.Blobs.ReplaceAsync(name, json, "application/json", blob.ETag, cancellationToken)) is not null)
                return;
        }

        throw new StorageException($"{name} is being changed by somebody else again and again.");
    }

    private Task SaveAsync(string stage, byte[] json, CancellationToken cancellationToken) =>
        stores.Blobs.PutAsync(BlobNames.LastRun(stage), json, "application/json", cancellationToken);

    private Task<T?> ReadAsync<T>(string stage, CancellationToken cancellationToken)
        where T : class => ReadBlobAsync<T>(BlobNames.LastRun(stage), cancellationToken);

    private async Task<T?> ReadBlobAsync<T>(string name, CancellationToken cancellationToken)
        where T : class => Parse<T>(await stores.Blobs.ReadAsync(name, cancellationToken));

    private static T? Parse<T>(Blob? blob)
        where T : class
    {
        try
        {
            return blob is null ? null : JsonSerializer.Deserialize(blob.Content.Span, (JsonTypeInfo<T>)RunJson.Default.GetTypeInfo(typeof(T))!);
        }
        catch (JsonException)
        {
            return null; // written by another version; the next run replaces it
        }
    }

    [LoggerMessage(500, LogLevel.Information, "Polled {Polled} of {Feeds} feeds: {Unchanged} unchanged, {Failed} failed; {Kept} articles kept, {Updated} updated")]
    private partial void Polled(int polled, int feeds, int unchanged, int failed, int kept, int updated);

    [LoggerMessage(501, LogLevel.Information, "Grouped {Articles} articles: {Copies} copies; {Stories} stories new or grown")]
    private partial void Grouped(int articles, int copies, int stories);

    [LoggerMessage(502, LogLevel.Information, "Digest {Edition} {Digest} of {Stories} stories: {Sent} mails sent, {Waiting} waiting, {GivenUp} given up")]
    private partial void Mailed(string edition, string digest, int stories, int sent, int waiting, int givenUp);

    [LoggerMessage(504, LogLevel.Information, "Alert {Rule} {Key}: {Sent} sent, {Waiting} waiting, {GivenUp} given up")]
    private partial void Alerted(string rule, string key, int sent, int waiting, int givenUp);

    [LoggerMessage(505, LogLevel.Error, "The catalogue could not be brought up to date; the next run tries again")]
    public partial void CatalogueFailed(Exception exception);

    [LoggerMessage(503, LogLevel.Information, "Deleted {Articles} articles, {Stories} stories and {Digests} digests past retention")]
    private partial void Pruned(int articles, int stories, int digests);
}

/// <summary>The status of the whole system.</summary>
public sealed record StatusReport(
    DateTimeOffset At, PollReport? Poll, GroupReport? Group, DigestReport? Digest, PoisonReport? Poison, IReadOnlyList<FeedStatus> Feeds)
{
    /// <summary>The last run that sent an alert.</summary>
    public AlertReport? Alert { get; init; }

    /// <summary>Alerts that are waiting to be sent.</summary>
    public IReadOnlyList<AlertWait> Waiting { get; init => field = value ?? []; } = [];

    /// <summary>The names of quarantined blobs, up to a hundred.</summary>
    public IReadOnlyList<string> SetAside { get; init => field = value ?? []; } = []; // absent in reports of older versions

    /// <summary>The inputs in effect.</summary>
    public IReadOnlyList<InputVersion> Inputs { get; init => field = value ?? []; } = [];

    /// <summary>What the last runs of grouping, digests and alerts found wrong.</summary>
    internal IEnumerable<string> Problems =>
    [
        .. Group?.Problems ?? [],
        .. Digest?.Failures.Select(f => $"Digest {f.Edition} failed: {f.Reason}") ?? [],
        .. Digest?.Digests.SelectMany(d => d.Delivery.Problems, (d, problem) => $"Digest {d.Edition} {d.Key}: {problem}") ?? [],
        .. Alert?.Sent.SelectMany(s => s.Delivery.Problems, (s, problem) => $"Alert {s.Rule} {s.Key}: {problem}") ?? [],
    ];
}

/// <summary>What is asked for most often of a report, which is read much sooner than the whole by a process that has just started.</summary>
/// <param name="LastSent">Of a digest's report.</param>
internal sealed record RunTime(DateTimeOffset At, DateTimeOffset? LastSent);

/// <summary>When the last poll was, and when a digest was last mailed to anybody; null where there was none.</summary>
public sealed record HealthReport(DateTimeOffset At, DateTimeOffset? Poll, DateTimeOffset? Digest);

/// <summary>Queue messages that failed too often and were dropped; a later run does the work.</summary>
/// <param name="At">When the last one was dropped.</param>
/// <param name="Messages">The number so far.</param>
public sealed record PoisonReport(DateTimeOffset At, int Messages, string Queue, string Message);

/// <param name="State">Null if the feed was never polled.</param>
public sealed record FeedStatus(Feed Feed, FeedState? State)
{
    public FeedHealth Health => State?.Health ?? FeedHealth.Unknown;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PollReport))]
[JsonSerializable(typeof(GroupReport))]
[JsonSerializable(typeof(DigestReport))]
[JsonSerializable(typeof(AlertReport))]
[JsonSerializable(typeof(PruneReport))]
[JsonSerializable(typeof(PoisonReport))]
[JsonSerializable(typeof(RunTime))]
[JsonSerializable(typeof(Dictionary<string, DateOnly>))]
internal sealed partial class RunJson : JsonSerializerContext;
