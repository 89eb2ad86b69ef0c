using SahelWatch.Storage;

namespace SahelWatch.Delivery;

/// <summary>The pace of sending, shared by all processes.</summary>
/// <param name="lane">What is paced: digests and subscription mails count apart, so that a flood of sign-ups does not hold up a digest.</param>
public sealed class PaceStore(IBlobs blobs, string lane)
{
    private readonly JsonBlobs<SendingPace> _paces = new(blobs, StorageJson.Readable.SendingPace, version: 1, pace => pace.Version);
    private readonly string _name = BlobNames.SendingPace(lane);

    /// <summary>Asks for up to <paramref name="want"/> mails; what is granted counts, sent or not.</summary>
    public async Task<(int Granted, DateTimeOffset? Resume)> TakeAsync(int want, int perMinute, int perHour, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (true)
        {
            var stored = await _paces.ReadAsync(_name, cancellationToken);
            var (pace, granted, resume) = (stored?.Value ?? new SendingPace()).Grant(want, perMinute, perHour, now);
            var unlimited = perMinute == 0 && perHour == 0; // then nothing is counted, and nothing is written
            if (granted == 0 || unlimited || await _paces.SaveAsync(_name, pace, stored?.ETag, cancellationToken) is not null)
                return (granted, resume);
        }
    }

    public async Task<SendingPace> ReadAsync(CancellationToken cancellationToken) => (await _paces.ReadAsync(_name, cancellationToken))?.Value ?? new SendingPace();

    /// <summary>Everybody waits.</summary>
    public async Task PauseAsync(TimeSpan pause, string because, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (true)
        {
            var stored = await _paces.ReadAsync(_name, cancellationToken);
            if (await _paces.SaveAsync(_name, (stored?.Value ?? new SendingPace()).Pause(pause, because, now), stored?.ETag, cancellationToken) is not null)
                return;
        }
    }
}
