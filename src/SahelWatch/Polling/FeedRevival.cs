using SahelWatch.Domain;
using SahelWatch.Settings;

namespace SahelWatch.Polling;

/// <summary>Takes back that a feed is gone: a 410 was a mistake, or the outlet is back. Only a person does this, never a poll.</summary>
public sealed class FeedRevival
{
    private readonly Stores stores;
    private readonly SahelWatchOptions options;
    private readonly TimeProvider clock;

    internal FeedRevival(Stores stores, SahelWatchOptions options, TimeProvider clock) => (this.stores, this.options, this.clock) = (stores, options, clock);

    /// <summary>Has the feed polled again, knowing what it knew.</summary>
    /// <returns>False where it was not gone.</returns>
    public async Task<bool> ReviveAsync(FeedId feed, CancellationToken cancellationToken)
    {
        var shard = FeedStateStore.ShardOf(feed, options.Shards);
        var states = await stores.FeedStates.LoadAsync(shard, cancellationToken);
        if (states.Feeds.GetValueOrDefault(feed) is not { Health: FeedHealth.Gone } gone)
            return false;
        var now = clock.GetUtcNow();
        var revived = gone with { Health = FeedHealth.Unknown, HealthSince = now, LastPoll = now, NextDue = now, Failures = 0, Reason = null };
        return await stores.FeedStates.SaveAsync(shard, [revived], states, cancellationToken);
    }
}
