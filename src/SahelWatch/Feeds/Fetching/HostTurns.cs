using System.Diagnostics.CodeAnalysis;
using Polly;

namespace SahelWatch.Feeds.Fetching;

/// <summary>One host's queue: so many requests at the same time, a pause between their starts, and rest for as long as a 429 asked.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim whose wait handle is never asked for holds nothing to dispose of.")]
internal sealed class HostTurns(FeedOptions options, TimeProvider time)
{
    private readonly SemaphoreSlim _slots = new(options.RequestsPerHost);
    private readonly Lock _gate = new();
    private DateTimeOffset _nextStart;
    private DateTimeOffset _heldUntil;

    public void HoldUntil(DateTimeOffset until)
    {
        lock (_gate)
            _heldUntil = until > _heldUntil ? until : _heldUntil;
    }

    /// <summary>Waits for a turn and sends; <see cref="Answer.Held"/> where the host asked for rest.</summary>
    public async ValueTask<Outcome<Answer>> TakeAsync<TState>(Func<ResilienceContext, TState, ValueTask<Outcome<Answer>>> send, ResilienceContext context, TState state)
    {
        await _slots.WaitAsync(context.CancellationToken);
        try
        {
            if (Book() is { Ticks: > 0 } wait)
                await Task.Delay(wait, time, context.CancellationToken);
            if (Held() is { } until)
                return Outcome.FromResult<Answer>(new Answer.Held(until));

            var started = time.GetTimestamp();
            var outcome = await send(context, state);
            HostPolicies.BudgetOf(context).Spend(time.GetElapsedTime(started));
            return outcome;
        }
        catch (OperationCanceledException e)
        {
            return Outcome.FromException<Answer>(e);
        }
        finally
        {
            _slots.Release();
        }
    }

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

    private DateTimeOffset? Held()
    {
        lock (_gate)
            return _heldUntil > time.GetUtcNow() ? _heldUntil : null;
    }
}
