using System.Text.Json;
using System.Text.Json.Serialization;
using SahelWatch.Digests;
using SahelWatch.Domain;
using SahelWatch.Polling;
using SahelWatch.Storage;
using SahelWatch.Stories;

namespace SahelWatch.Upkeep;

/// <summary>Keeps the last run of each stage, for people who ask how things are. Nothing else reads it: losing it loses nothing.</summary>
internal sealed class RunLog(Stores stores, TimeProvider clock)
{
    private const int NotesKept = 20; // a page of trouble; the feeds' own state has the rest

    public Task NoteAsync(PollReport report, CancellationToken cancellationToken) =>
        SaveAsync("poll", JsonSerializer.SerializeToUtf8Bytes(report with { Notes = [.. report.Notes.Take(NotesKept)] }, RunJson.Default.PollReport), cancellationToken);

    public Task NoteAsync(GroupReport report, CancellationToken cancellationToken) =>
        report.Articles == 0 && !report.LostRace ? Task.CompletedTask : SaveAsync("group", JsonSerializer.SerializeToUtf8Bytes(report, RunJson.Default.GroupReport), cancellationToken);

    public Task NoteAsync(DigestReport report, CancellationToken cancellationToken) =>
        report.Digests.Any(d => d.Delivery.SentNow > 0) || report.Failures.Count > 0
            ? SaveAsync("digest", JsonSerializer.SerializeToUtf8Bytes(report, RunJson.Default.DigestReport), cancellationToken)
            : Task.CompletedTask;

    public Task NoteAsync(PruneReport report, CancellationToken cancellationToken) =>
        SaveAsync("prune", JsonSerializer.SerializeToUtf8Bytes(report, RunJson.Default.PruneReport), cancellationToken);

    /// <summary>When a run last pruned to its end; null where none did, or none is known.</summary>
    public async Task<DateTimeOffset?> LastPruneAsync(CancellationToken cancellationToken) =>
        Read(await stores.Blobs.ReadAsync(BlobNames.LastRun("prune"), cancellationToken), RunJson.Default.PruneReport)?.At;

    public async Task<StatusReport> StatusAsync(IReadOnlyList<Feed> feeds, CancellationToken cancellationToken)
    {
        var states = await stores.FeedStates.LoadAsync(feeds, cancellationToken);
        return new StatusReport(
            clock.GetUtcNow(),
            Read(await stores.Blobs.ReadAsync(BlobNames.LastRun("poll"), cancellationToken), RunJson.Default.PollReport),
            Read(await stores.Blobs.ReadAsync(BlobNames.LastRun("group"), cancellationToken), RunJson.Default.GroupReport),
            Read(await stores.Blobs.ReadAsync(BlobNames.LastRun("digest"), cancellationToken), RunJson.Default.DigestReport),
            [.. feeds.Select(f => new FeedStatus(f, states.GetValueOrDefault(f.Id)))]);
    }

    private Task SaveAsync(string stage, byte[] json, CancellationToken cancellationToken) =>
        stores.Blobs.PutAsync(BlobNames.LastRun(stage), json, "application/json", cancellationToken);

    private static T? Read<T>(Blob? blob, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> shape)
        where T : class
    {
        try
        {
            return blob is null ? null : JsonSerializer.Deserialize(blob.Content.Span, shape);
        }
        catch (JsonException)
        {
            return null; // another version's: the next run writes it anew
        }
    }
}

/// <summary>How things are.</summary>
public sealed record StatusReport(DateTimeOffset At, PollReport? Poll, GroupReport? Group, DigestReport? Digest, IReadOnlyList<FeedStatus> Feeds);

/// <param name="State">Null where the feed was never polled.</param>
public sealed record FeedStatus(Feed Feed, FeedState? State)
{
    public FeedHealth Health => State?.Health ?? FeedHealth.Unknown;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PollReport))]
[JsonSerializable(typeof(GroupReport))]
[JsonSerializable(typeof(DigestReport))]
[JsonSerializable(typeof(PruneReport))]
internal sealed partial class RunJson : JsonSerializerContext;
