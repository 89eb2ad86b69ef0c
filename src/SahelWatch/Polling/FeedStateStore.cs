using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using SahelWatch.Domain;
using SahelWatch.Storage;

namespace SahelWatch.Polling;

/// <summary>
/// What polling remembers of the feeds, many to a blob: read once and written once a poll, so that 200 feeds cost what one does. The entries seen, most of it,
/// lie in a blob of their own, which a poll that found nothing new leaves alone.
/// </summary>
/// <param name="shards">Blobs that the feeds are spread over: the same number in every process.</param>
public sealed class FeedStateStore(IBlobs blobs, int shards = 1)
{
    /// <summary>Losing more races than this in a row means that something else than a second poller is writing.</summary>
    private const int Attempts = 5;

    private readonly JsonBlobs<FeedShard> _shards = new(blobs, StorageJson.Readable.FeedShard, version: 1, shard => shard.Version);
    private readonly JsonBlobs<SeenShard> _seen = new(blobs, StorageJson.Readable.SeenShard, version: 1, shard => shard.Version);

    /// <summary>As this process loaded or saved them last: a few kilobytes a feed.</summary>
    private readonly ConcurrentDictionary<int, FeedStates> _known = [];

    /// <summary>The shard that holds a feed.</summary>
    public int ShardOf(FeedId feed) =>
        (int)(ulong.Parse(feed.Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture) % (ulong)shards);

    /// <summary>The states of these feeds as stored; a feed without one has never been polled.</summary>
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

    /// <summary>The states as stored. A process that stays reads them once, and then only asks whether they still stand.</summary>
    public async Task<FeedStates> LoadAsync(int shard, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(shard, out var known) && await IsCurrentAsync(shard, known, cancellationToken))
            return known;
        // Started on another thread: one goes on parsing while the other does.
        var reading = Task.Run(() => _seen.ReadOrSetAsideAsync(BlobNames.FeedEntriesSeen(shard), cancellationToken), cancellationToken);
        var stored = await _shards.ReadOrSetAsideAsync(BlobNames.FeedStates(shard), cancellationToken);
        var seen = await reading;
        var feeds = (stored?.Value.Feeds ?? []).ToDictionary(f => f.Id);
        // A feed whose state was lost still knows the entries that it showed: they do not come up as new.
        foreach (var (id, entries) in seen?.Value.Feeds ?? new Dictionary<FeedId, ReadOnlyMemory<byte>>())
            feeds[id] = (feeds.GetValueOrDefault(id) ?? new FeedState { Id = id }) with { Seen = entries };
        return _known[shard] = new FeedStates(feeds, stored?.ETag, seen?.ETag);
    }

    /// <summary>
    /// Stores the states of the feeds just polled over those that were loaded. Where another poll saved in between, its feeds are kept and of a feed that both
    /// polled the later state: what only the earlier one saw comes up as new once more, and grouping knows it.
    /// </summary>
    /// <returns>As stored now; null where others kept saving first: the feeds are polled again.</returns>
    public async Task<FeedStates?> SaveAsync(int shard, IReadOnlyCollection<FeedState> polled, FeedStates loaded, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var merged = new Dictionary<FeedId, FeedState>(loaded.Feeds);
            var showedMore = false;
            foreach (var state in polled)
            {
                ref var feed = ref CollectionsMarshal.GetValueRefOrAddDefault(merged, state.Id, out _);
                // Where nobody saved in between, ours follows what was loaded, even when the clock was set back since.
                if (attempt > 0 && feed is not null && (feed.LastPoll ?? DateTimeOffset.MinValue) > (state.LastPoll ?? DateTimeOffset.MinValue))
                    continue;
                showedMore |= !state.Seen.Equals(feed?.Seen ?? default);
                feed = state;
            }

            if (await SaveAsync(shard, merged, showedMore, loaded, cancellationToken) is { } saved)
                return saved with { Merged = attempt > 0 };
            _known.TryRemove(shard, out _);
            loaded = await LoadAsync(shard, cancellationToken);
        }

        return null;
    }

    /// <summary>The entries first: who dies in between asks for the same bodies again and finds that it knows what is in them.</summary>
    /// <param name="showedMore">Whether the entries seen are others than those loaded.</param>
    private async Task<FeedStates?> SaveAsync(
        int shard, Dictionary<FeedId, FeedState> states, bool showedMore, FeedStates loaded, CancellationToken cancellationToken)
    {
        var seenETag = loaded.SeenETag;
        if (showedMore)
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

/// <summary>A shard's feeds as loaded.</summary>
/// <param name="ETag">Null where nothing was stored yet.</param>
/// <param name="SeenETag">Likewise, of the entries seen.</param>
public sealed record FeedStates(IReadOnlyDictionary<FeedId, FeedState> Feeds, string? ETag, string? SeenETag)
{
    /// <summary>Whether another poll had saved in between.</summary>
    public bool Merged { get; init; }
}

/// <summary>The stored shape of a shard.</summary>
public sealed record FeedShard
{
    public int Version { get; init; } = 1;

    public required IReadOnlyList<FeedState> Feeds { get; init; }
}

/// <summary>The stored shape of the entries that a shard's feeds showed: <see cref="FeedState.Seen"/> by feed.</summary>
public sealed record SeenShard
{
    public int Version { get; init; } = 1;

    public required IReadOnlyDictionary<FeedId, ReadOnlyMemory<byte>> Feeds { get; init; }
}
