using SahelWatch.Storage;

namespace SahelWatch.Alerts;

/// <summary>Stores the state of alerts and the messages sent.</summary>
public sealed class AlertStore(IBlobs blobs)
{
    private readonly JsonBlobs<AlertState> _states = new(blobs, version: 1, state => state.Version);
    private readonly JsonBlobs<Alert> _alerts = new(blobs, version: 1, alert => alert.Version);

    /// <summary>Null if alerts never ran or the state is unreadable, and set aside; the next run rebuilds it (<see cref="AlertRecovery"/>).</summary>
    public async Task<AlertState?> StateAsync(CancellationToken cancellationToken) => (await ReadAsync(cancellationToken))?.Value;

    internal Task<Stored<AlertState>?> ReadAsync(CancellationToken cancellationToken) => _states.ReadOrSetAsideAsync(BlobNames.AlertState, cancellationToken);

    /// <summary>The new ETag; null where another process was first.</summary>
    internal Task<string?> SaveAsync(AlertState state, string? etag, CancellationToken cancellationToken) =>
        _states.SaveAsync(BlobNames.AlertState, state, etag, cancellationToken);

    internal Task<AlertState?> ChangeAsync(Func<AlertState?, AlertState?> change, CancellationToken cancellationToken) =>
        _states.ChangeAsync(BlobNames.AlertState, change, cancellationToken);

    /// <summary>Stores a message for later reference unless it exists.</summary>
    internal Task AddAsync(Alert alert, CancellationToken cancellationToken) =>
        _alerts.CreateAsync(BlobNames.Alert(alert.Rule, alert.Key), alert, cancellationToken);

    /// <summary>A rule's messages from that day on, newest first.</summary>
    /// <param name="most">The maximum number.</param>
    public async Task<IReadOnlyList<Alert>> SinceAsync(string rule, DateTimeOffset since, int most, CancellationToken cancellationToken)
    {
        var after = BlobNames.Alerts(rule) + since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var names = await blobs.ListAsync(BlobNames.Alerts(rule), after, cancellationToken).ToListAsync(cancellationToken);
        return [.. (await _alerts.ReadManyOrSetAsideAsync([.. names.TakeLast(most)], cancellationToken)).Select(a => a.Value).OrderByDescending(a => a.At)];
    }
}
