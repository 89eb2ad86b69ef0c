using System.Security.Cryptography;
using System.Text;
using SahelWatch.Storage;

namespace SahelWatch.Delivery;

/// <summary>
/// Records who was sent which digest or alert: a plan for each, with a shard for every few dozen readers and one for each channel, held by one process at a
/// time. A shard is written once per mail: the write that records one mail as sent also marks the next as being sent. So a killed process leaves at most one
/// mail per shard in doubt. A blob per reader would cost two writes, and ten thousand reads to find the one reader who is still waiting.
/// </summary>
public sealed class DeliveryLedger(IBlobs blobs)
{
    internal const int ReadersPerShard = 50; // about 8 KB: what recording one mail rewrites

    private readonly JsonBlobs<DeliveryPlan> _plans = new(blobs, version: 1, plan => plan.Version);
    private readonly JsonBlobs<DeliveryShard> _shards = new(blobs, version: 1, shard => shard.Version);

    /// <summary>Null if the digest was never planned or the plan cannot be read; it is then recreated for the existing shards.</summary>
    public async Task<DeliveryPlan?> ReadPlanAsync(string edition, string digest, CancellationToken cancellationToken) =>
        (await _plans.ReadOrSetAsideAsync(BlobNames.DeliveryPlan(edition, digest), cancellationToken))?.Value;

    /// <summary>
    /// Fixes who gets a digest. May be called again, by several processes at once or after a crash: existing shards are kept, so no reader is in two.
    /// </summary>
    public async Task<DeliveryPlan> PlanAsync(
        string edition, string digest, IReadOnlyCollection<ReaderId> readers, IReadOnlyList<string> channels, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var name = BlobNames.DeliveryPlan(edition, digest);
        // If a plan was lost, its shards still exist: with another number of shards, a reader would be in two.
        var dealt = await blobs.ListAsync(BlobNames.Deliveries(edition, digest), null, cancellationToken).CountAsync(
            found => found != name && !found.StartsWith(BlobNames.DeliveriesToChannels(edition, digest), StringComparison.Ordinal), cancellationToken);
        var plan = new DeliveryPlan
        {
            PlannedAt = now,
            Readers = readers.Count,
            Shards = dealt > 0 ? dealt : (readers.Count + ReadersPerShard - 1) / ReadersPerShard,
            Channels = [.. channels.Distinct(StringComparer.Ordinal)],
        };
        await _plans.CreateAsync(name, plan, cancellationToken);
        var stored = await _plans.ReadAsync(name, cancellationToken) ?? throw new StorageException($"{name} was deleted while it was read.");
        plan = stored.Value;
        if (plan.Ready)
            return plan;
        var shards = readers.ToLookup(reader => ShardOf(reader, plan.Shards));
        await Parallel.ForEachAsync(PartsOf(edition, digest, plan), cancellationToken, async (part, token) =>
        {
            IEnumerable<ReaderId> ids = part.Channel is { } channel ? [IdOf(channel)] : shards[part.Shard].OrderBy(id => id.Value, StringComparer.Ordinal);
            await _shards.CreateAsync(part.Blob, new DeliveryShard { Deliveries = [.. ids.Select(id => new DeliveryRecord { Reader = id, At = now })] }, token);
        });
        plan = plan with { Ready = true };
        await _plans.SaveAsync(name, plan, stored.ETag, cancellationToken); // if the race is lost, another process has done the same
        return plan;
    }

    /// <summary>Marks a digest as complete, so that later runs read only its plan.</summary>
    public async Task CompleteAsync(string edition, string digest, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var name = BlobNames.DeliveryPlan(edition, digest);
        if (await _plans.ReadAsync(name, cancellationToken) is { Value.CompletedAt: null } stored)
            await _plans.SaveAsync(name, stored.Value with { CompletedAt = now }, stored.ETag, cancellationToken);
    }

    /// <summary>Channels first: they are few, and alerts are read there soonest.</summary>
    internal static IEnumerable<DeliveryPart> PartsOf(string edition, string digest, DeliveryPlan plan) =>
    [
        .. plan.Channels.Select(channel => new DeliveryPart(BlobNames.DeliveryToChannel(edition, digest, channel), 0, channel)),
        .. Enumerable.Range(0, plan.Shards).Select(shard => new DeliveryPart(BlobNames.DeliveryShard(edition, digest, shard), shard, null)),
    ];

    /// <summary>Whether somebody is known to have got it.</summary>
    public async Task<bool> HasReachedAnyAsync(string edition, string digest, CancellationToken cancellationToken) =>
        await ReadPlanAsync(edition, digest, cancellationToken) is { } plan
        && (await ShardsAsync(edition, digest, plan, cancellationToken)).Exists(s => s?.Deliveries.Any(d => d.State == DeliveryState.Sent) == true);

    /// <summary>
    /// Whether a digest came to nobody before it was given up, because no mail could be sent all that time: what it said is still news to its readers.
    /// Rejected addresses and readers who left are none of the provider's doing. Where the ledger cannot be read, it counts as told.
    /// </summary>
    public async Task<bool> WasLostAsync(string edition, string digest, TimeSpan giveUpAfter, DateTimeOffset now, CancellationToken cancellationToken) =>
        await ReadPlanAsync(edition, digest, cancellationToken) is { Ready: true } plan && plan.PlannedAt + giveUpAfter is var end && now >= end
        && await ShardsAsync(edition, digest, plan, cancellationToken) is var shards && !shards.Contains(null)
        && shards.SelectMany(s => s!.Deliveries).ToList() is var all
        && !all.Exists(d => d.State == DeliveryState.Sent || d.InDoubt) && all.Exists(d => d.IsOpen || d.At >= end);

    /// <summary>The shards of a digest; null for one that is missing or cannot be read.</summary>
    private async Task<List<DeliveryShard?>> ShardsAsync(string edition, string digest, DeliveryPlan plan, CancellationToken cancellationToken)
    {
        var shards = new List<DeliveryShard?>();
        foreach (var part in PartsOf(edition, digest, plan))
        {
            try
            {
                shards.Add((await ReadShardAsync(part.Blob, cancellationToken))?.Value);
            }
            catch (GarbledException)
            {
                shards.Add(null);
            }
        }

        return shards;
    }

    public Task<Stored<DeliveryShard>?> ReadShardAsync(string blob, CancellationToken cancellationToken) => _shards.ReadAsync(blob, cancellationToken);

    /// <summary>
    /// Takes a shard that nobody holds; null if another process was first. A mail that the former holder was sending is planned again and in doubt.
    /// </summary>
    public async Task<HeldShard?> TakeAsync(
        string blob, Stored<DeliveryShard> stored, DateTimeOffset now, TimeSpan lease, CancellationToken cancellationToken)
    {
        if (stored.Value.IsHeld(lease, now))
            return null;
        var owner = $"{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        var held = new HeldShard(_shards, blob, stored, owner, lease);
        return await held.SaveAsync(now, cancellationToken) ? held : null;
    }

    private static ReaderId IdOf(string channel) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"channel:{channel}")))[..ReaderId.Length]);

    private static int ShardOf(ReaderId reader, int shards) => (int)(Convert.ToUInt32(reader.Value[..8], 16) % (uint)shards);
}
