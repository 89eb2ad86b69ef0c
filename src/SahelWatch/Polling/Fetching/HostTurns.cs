using System.Diagnostics.CodeAnalysis;

namespace SahelWatch.Polling.Fetching;

/// <summary>One host's queue: so many requests at the same time, a pause between their starts, and rest for as long as a 429 asked.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim whose wait handle is never asked for holds nothing to dispose of.")]
internal sealed class HostTurns(FeedOptions options, TimeProvider time)
{
    private readonly SemaphoreSlim _slots = new(options.RequestsPerHost);
    private readonly Lock _gate = new();
    private DateTimeOffset _nextStart;
    private DateTimeOffset _heldUntil;

    /// <summary>Until when the host asked for rest; null where it does not, or no longer.</summary>
    public DateTimeOffset? HeldUntil
    {
        get
        {
            lock (_gate)
                return _heldUntil > time.GetUtcNow() ? _heldUntil : null;
        }
    }

    public void HoldUntil(DateTimeOffset until)
    {
        lock (_gate)
            _heldUntil = until > _heldUntil ? until : _heldUntil;
    }

    /// <summary>Waits for a turn, which lasts until <see cref="End"/>.</summary>
    public async ValueTask TakeAsync(CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            if (Book() is { Ticks: > 0 } wait)
                await Task.Delay(wait, time, cancellationToken);
        }
        catch
        {
            End();
            throw;
        }
    }

    public void End() => _slots.Release();

    /// <summary>Takes the next start and says how long it is away.</summary>
    private TimeSpan Book()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            // A clock that was set back would make the queue wait for the old time.
            var start = _nextStart > now + options.RequestSpacing * 2 * options.RequestsPerHost ? now : _nextStart > now ? _nextStart : now;
            _nextStart = start + options.RequestSpacing;
            return start - now;
        }
    }
}
