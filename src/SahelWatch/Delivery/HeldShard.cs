using SahelWatch.Storage;

namespace SahelWatch.Delivery;

/// <summary>A shard of the delivery ledger that this process holds: no other process mails its readers until the lease expires.</summary>
public sealed class HeldShard
{
    private readonly JsonBlobs<DeliveryShard> _shards;
    private readonly string _name;
    private readonly string _owner;
    private readonly TimeSpan _lease;
    private readonly List<DeliveryRecord> _deliveries;
    private string _etag;
    private bool _lost;

    internal HeldShard(JsonBlobs<DeliveryShard> shards, string name, Stored<DeliveryShard> stored, string owner, TimeSpan lease)
    {
        (_shards, _name, _etag, _owner, _lease) = (shards, name, stored.ETag, owner, lease);
        _deliveries = [.. stored.Value.Deliveries.Select(d => d.State == DeliveryState.Sending ? d with { State = DeliveryState.Planned, InDoubt = true } : d)];
    }

    public IReadOnlyList<DeliveryRecord> Deliveries => _deliveries;

    /// <summary>Replaces the record of a reader; written with the next save.</summary>
    public void Set(DeliveryRecord delivery) => _deliveries[_deliveries.FindIndex(d => d.Reader == delivery.Reader)] = delivery;

    /// <summary>Writes all changes and renews the lease. False if it had expired and another process holds the shard now: stop at once.</summary>
    public Task<bool> SaveAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        WriteAsync(new DeliveryLease(_owner, now + _lease), cancellationToken);

    /// <summary>Writes all changes and releases the shard.</summary>
    public Task ReleaseAsync(CancellationToken cancellationToken) => _lost ? Task.CompletedTask : WriteAsync(null, cancellationToken);

    private async Task<bool> WriteAsync(DeliveryLease? lease, CancellationToken cancellationToken)
    {
        var shard = new DeliveryShard { Lease = lease, Deliveries = _deliveries };
        if (await _shards.SaveAsync(_name, shard, _etag, cancellationToken) is { } etag)
        {
            _etag = etag;
            return true;
        }
        // If the response to a write is lost, the client's retry fails because of the write itself. The owner is unique, so an equal lease is ours.
        if (lease is not null && await _shards.ReadAsync(_name, cancellationToken) is { } stored && stored.Value.Lease == lease)
        {
            _etag = stored.ETag;
            return true;
        }
        _lost = true;
        return false;
    }
}
