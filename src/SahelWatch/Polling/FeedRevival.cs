namespace SahelWatch.Polling;

/// <summary>Revives a feed that was marked as gone: the 410 was a mistake, or the outlet is back. Done only by hand, never by a poll.</summary>
public sealed class FeedRevival
{
    private readonly Stores _stores;
    private readonly TimeProvider _clock;

    internal FeedRevival(Stores stores, TimeProvider clock) => (_stores, _clock) = (stores, clock);

    /// <summary>Makes the feed due again and keeps what is known of it.</summary>
    /// <returns>False if it was not gone.</returns>
    public async Task<bool> ReviveAsync(FeedId feed, CancellationToken cancellationToken)
    {
        var shard = _stores.FeedStates.ShardOf(feed);
        var states = await _stores.FeedStates.LoadAsync(shard, cancellationToken);
        if (states.Feeds.GetValueOrDefault(feed) is not { Health: FeedHealth.Gone } gone)
            return false;
        var now = _clock.GetUtcNow();
        var revived = gone with { Health = FeedHealth.Unknown, HealthSince = now, LastPoll = now, NextDue = now, Failures = 0, Reason = null };
        return await _stores.FeedStates.SaveAsync(shard, [revived], states, cancellationToken) is not null;
    }
}
