using SahelWatch.Storage;

namespace SahelWatch.Delivery;

/// <summary>The rate limit for sending, shared by all processes.</summary>
/// <param name="limits">Mails per minute and per hour; 0 for no limit.</param>
/// <param name="lane">Digests and subscription mails are counted separately, so that a flood of sign-ups does not delay a digest.</param>
public sealed class PaceStore(IBlobs blobs, string lane, (int PerMinute, int PerHour) limits)
{
    private readonly JsonBlobs<SendingPace> _paces = new(blobs, version: 1, pace => pace.Version);
    private readonly string _name = BlobNames.SendingPace(lane);

    /// <summary>Asks for permission to send up to <paramref name="want"/> mails; those granted count whether or not they are sent.</summary>
    public async Task<(int Granted, DateTimeOffset? Resume)> TakeAsync(int want, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (granted, resume) = (0, (DateTimeOffset?)null);
        await ChangeAsync(
            stored =>
            {
                (var pace, granted, resume) = (stored ?? new SendingPace()).Grant(want, limits, now);
                return granted == 0 || limits == default ? null : pace; // without a limit, nothing is counted or written
            },
            cancellationToken);
        return (granted, resume);
    }

    /// <summary>Whether a mail would be granted now, without taking the permit.</summary>
    public async Task<bool> IsOpenAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken)).Grant(1, limits, now).Granted > 0;

    public async Task<SendingPace> ReadAsync(CancellationToken cancellationToken) =>
        (await _paces.ReadOrSetAsideAsync(_name, cancellationToken))?.Value ?? new SendingPace();

    /// <summary>Makes everybody wait.</summary>
    public Task PauseAsync(TimeSpan pause, string because, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(stored => (stored ?? new SendingPace()).Pause(pause, because, now), cancellationToken);

    /// <summary>An unreadable count is restarted: it is not worth delaying all mail.</summary>
    private async Task ChangeAsync(Func<SendingPace?, SendingPace?> change, CancellationToken cancellationToken)
    {
        try
        {
            await _paces.ChangeAsync(_name, change, cancellationToken);
        }
        catch (GarbledException)
        {
            await _paces.ReadOrSetAsideAsync(_name, cancellationToken);
            await _paces.ChangeAsync(_name, change, cancellationToken);
        }
    }
}
