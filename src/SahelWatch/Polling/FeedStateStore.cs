using System.Collections.Concurrent;
using SahelWatch.Storage;

namespace SahelWatch.Polling;

/// <summary>
/// The states of feeds, many to a blob that is read and written once per poll, so that 200 feeds cost as much as one. The entries seen, which are most of the
/// data, are in a separate blob, which is not written if a poll found nothing new.
/// </summary>
/// <param name="shards">The number of blobs that feeds are distributed over; must be the same in every process.</param>
public sealed class FeedStateStore(IBlobs blobs, int shards = 1)
{
    /// <summary>Losing more races than this in a row cannot be explained by a second poller.</summary>
    private const int Attempts = 5;

    private readonly JsonBlobs<FeedShard> _shards = new(blobs, version: 1, shard => shard.Version);
    private readonly JsonBlobs<SeenShard> _seen = new(blobs, version: 1, shard => shard.Version);

    /// <summary>As last loaded or saved by this process: a few kilobytes per feed.</summary>
    private readonly ConcurrentDictionary<int, FeedStates> _known = [];

    public int ShardOf(FeedId feed) =>
        (int)(ulong.Parse(feed.Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture) % (ulong)shards);

    /// <summary>The stored states of these feeds; a feed without one has never been polled.</summary>
    public async Task<IReadOnlyDictionary<FeedId, FeedState>> LoadAsync(IReadOnlyList<Feed> feeds, CancellationToken cancellationToken)
    {
        var states = new Dictionary<FeedId, FeedState>();
        foreach (var shard in feeds.GroupBy(f => ShardOf(f.Id)))
        {
            var loaded = (await LoadAsync(shard.Key, cancellationToken)).Feeds;
            foreach (var feed in shard)
            {
                if (loaded.TryGetValue(feed.Id, out var state))
                    states[feed.Id] = state;
            }
        }

        return states;
    }

    /// <summary>The stored states of a shard. A long-running process reads them once and then only checks whether they have changed.</summary>
    public async Task<FeedStates> LoadAsync(int shard, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(shard, out var known) && await IsCurrentAsync(shard, known, cancellationToken))
            return known;
        // On another thread, so that both blobs are parsed in parallel.
        var reading = Task.Run(() => _seen.ReadOrSetAsideAsync(BlobNames.FeedEntriesSeen(shard), cancellationToken), cancellationToken);
        var stored = await _shards.ReadOrSetAsideAsync(BlobNames.FeedStates(shard), cancellationToken);
        var seen = await reading;
        var feeds = (stored?.Value.Feeds ?? []).ToDictionary(f => f.Id);
        // A feed whose state was lost keeps the entries it has seen, so they do not come up as new.
        foreach (var (id, entries) in seen?.Value.Feeds ?? new Dictionary<FeedId, ReadOnlyMemory<byte>>())
            feeds[id] = (feeds.GetValueOrDefault(id) ?? new FeedState { Id = id }) with { Seen = entries };
        return _known[shard] = new FeedStates(feeds, stored?.ETag, seen?.ETag);
    }

    /// <summary>
    /// Merges the states of the feeds just polled into those that were loaded. If another poll saved in between, its feeds are kept, and of a feed that both
    /// polled the later state: entries that only the earlier one saw come up as new again, and grouping recognises them.
    /// </summary>
    /// <returns>The states now stored; null if others kept saving first, in which case the feeds will be polled again.</returns>
    public async Task<FeedStates?> SaveAsync(int shard, IReadOnlyCollection<FeedState> polled, FeedStates loaded, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var merged = new Dictionary<FeedId, FeedState>(loaded.Feeds);
            var seenChanged = false;
            foreach (var state in polled)
            {
                var feed = merged.GetValueOrDefault(state.Id);
                // If nobody saved in between, ours is the later state even if the clock was set back.
                if (attempt > 0 && feed is not null && (feed.LastPoll ?? DateTimeOffset.MinValue) > (state.LastPoll ?? DateTimeOffset.MinValue))
                    continue;
                seenChanged |= !state.Seen.Equals(feed?.Seen ?? default);
                merged[state.Id] = state;
            }

            if (await SaveAsync(shard, merged, seenChanged, loaded, cancellationToken) is { } saved)
                return saved with { Merged = attempt > 0 };
            _known.TryRemove(shard, out _);
            loaded = await LoadAsync(shard, cancellationToken);
        }

        return null;
    }

    /// <summary>Saves the entries seen first: after a crash in between, the same bodies are fetched again and contain nothing new.</summary>
    /// <param name="seenChanged">Whether the entries seen differ from those loaded.</param>
    private async Task<FeedStates?> SaveAsync(
        int shard, Dictionary<FeedId, FeedState> states, bool seenChanged, FeedStates loaded, CancellationToken cancellationToken)
    {
        var seenETag = loaded.SeenETag;
        if (seenChanged)
        {
            var seen = new SeenShard { Feeds = states.Values.Where(f => !f.Seen.IsEmpty).ToDictionary(f => f.Id, f => f.Seen) };
            seenETag = await _seen.SaveAsync(BlobNames.FeedEntriesSeen(shard), seen, loaded.SeenETag, cancellationToken);
            if (seenETag is null)
                return null;
        }

        if (await _shards.SaveAsync(BlobNames.FeedStates(shard), new FeedShard { Feeds = [.. states.Values] }, loaded.ETag, cancellationToken) is not { } etag)
            return null;
        return _known[shard] = new FeedStates(states, etag, seenETag);
    }

    private async Task<bool> IsCurrentAsync(int shard, FeedStates known, CancellationToken cancellationToken) =>
        known is { ETag: { } etag, SeenETag: { } seenETag }
        && await blobs.IsCurrentAsync(BlobNames.FeedStates(shard), etag, cancellationToken)
            && await blobs.IsCurrentAsync(BlobNames.FeedEntriesSeen(shard), seenETag, cancellationToken);
}

/// <summary>The states of a shard's feeds as loaded.</summary>
/// <param name="ETag">Null if nothing was stored yet.</param>
/// <param name="SeenETag">Likewise for the entries seen.</param>
public sealed record FeedStates(IReadOnlyDictionary<FeedId, FeedState> Feeds, string? ETag, string? SeenETag)
{
    /// <summary>Whether another poll saved in between.</summary>
    public bool Merged { get; init; }
}

/// <summary>The stored shape of a shard.</summary>
public sealed record FeedShard
{
    public int Version { get; init; } = 1;

    public required IReadOnlyList<FeedState> Feeds { get; init; }
}

/// <summary>The stored shape of the entries seen in a shard: <see cref="FeedState.Seen"/> by feed.</summary>
public sealed record SeenShard
{
    public int Version { get; init; } = 1;

    public required IReadOnlyDictionary<FeedId, ReadOnlyMemory<byte>> Feeds { get; init; }
}
