using Microsoft.Azure.Functions.Worker;
using SahelWatch.Polling;
using SahelWatch.Settings;

namespace SahelWatch.Functions;

/// <summary>A timer polls the feeds that are due; if there are several shards, each is polled by a queue message.</summary>
public sealed class Polling(Pipeline pipeline, SahelWatchOptions options)
{
    [Function(nameof(PollFeeds))]
    public async Task<Outcome> PollFeeds([TimerTrigger(Schedules.PollFeeds)] TimerInfo timer, CancellationToken stop) =>
        options.Shards == 1 ? Outcome.Of(await pipeline.PollAsync(all: false, progress: null, stop)) : Outcome.ToPoll(options.Shards);

    /// <summary>A message from before the number of shards was reduced has nothing to poll: its feeds are in the shards that there are now.</summary>
    [Function(nameof(PollShard))]
    public async Task<Outcome> PollShard([QueueTrigger(Queues.Polls)] int shard, CancellationToken stop) =>
        shard >= 0 && shard < options.Shards ? Outcome.Of(await pipeline.PollShardAsync(shard, stop)) : new(null, null);

    /// <summary>The messages to send.</summary>
    /// <param name="Shards">A message for each shard to poll; null for none.</param>
    /// <param name="Group">A message that there are articles to group; null if there are none.</param>
    public sealed record Outcome([property: QueueOutput(Queues.Polls)] string[]? Shards, [property: QueueOutput(Queues.Grouping)] string? Group)
    {
        internal static Outcome ToPoll(int shards) => new([.. Enumerable.Range(0, shards).Select(shard => $"{shard}")], null);

        internal static Outcome Of(PollReport report) => new(null, report.Kept + report.Updated > 0 ? "articles were stored" : null);
    }
}
