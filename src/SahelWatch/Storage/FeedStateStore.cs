using System.Globalization;
using SahelWatch.Articles;

namespace SahelWatch.Storage;

/// <summary>What polling remembers of the feeds, many to a blob: read once and written once a poll, so that 200 feeds cost what one does.</summary>
public sealed class FeedStateStore(IBlobs blobs)
{
    /// <summary>Losing more races than this in a row means that something else than a second poller is writing.</summary>
    private const int Attempts = 5;

    private readonly JsonBlobs<FeedShard> _shards = new(blobs, StorageJson.Readable.FeedShard, version: 1, shard => shard.Version);

    /// <summary>The shard that holds a feed: the same for every process that uses as many shards.</summary>
    public static int ShardOf(FeedId feed, int shards) =>
        (int)(ulong.Parse(feed.Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture) % (ulong)shards);

    public async Task<FeedStates> LoadAsync(int shard, CancellationToken cancellationToken) =>
        await _shards.ReadAsync(BlobNames.FeedStates(shard), cancellationToken) is { } stored
            ? new FeedStates(stored.Value.Feeds.ToDictionary(f => f.Id), stored.ETag)
            : new FeedStates(new Dictionary<FeedId, FeedState>(), null);

    /// <summary>
    /// Stores the states of the feeds just polled over those that were loaded. Where another poll saved in between, its feeds are kept and of a feed that both
    /// polled the later state: what only the earlier one saw comes up as new once more, and grouping knows it.
    /// </summary>
    /// <returns>False where others kept saving first: the feeds are polled again.</returns>
    public async Task<bool> SaveAsync(int shard, IReadOnlyDictionary<FeedId, FeedState> polled, FeedStates loaded, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var merged = loaded.Feeds.ToDictionary();
            foreach (var (id, state) in polled)
            {
                // Where nobody saved in between, ours follows what was loaded, even when the clock was set back since.
                if (attempt == 0 || !merged.TryGetValue(id, out var other) || (other.LastPoll ?? DateTimeOffset.MinValue) <= (state.LastPoll ?? DateTimeOffset.MinValue))
                    merged[id] = state;
            }

            var content = new FeedShard { Feeds = [.. merged.Values.OrderBy(f => f.Id.Value, StringComparer.Ordinal)] };
            if (await _shards.SaveAsync(BlobNames.FeedStates(shard), content, loaded.ETag, cancellationToken) is not null)
                return true;
            loaded = await LoadAsync(shard, cancellationToken);
        }

        return false;
    }
}

/// <summary>A shard's feeds as loaded.</summary>
/// <param name="ETag">Null where nothing was stored yet.</param>
public sealed record FeedStates(IReadOnlyDictionary<FeedId, FeedState> Feeds, string? ETag);

/// <summary>The stored shape of a shard.</summary>
public sealed record FeedShard
{
    public int Version { get; init; } = 1;

    public required IReadOnlyList<FeedState> Feeds { get; init; }
}
