using System.Diagnostics.CodeAnalysis;
using Polly;
using Polly.CircuitBreaker;

namespace SahelWatch.Polling.Fetching.Hosts;

/// <summary>
/// The queue of a host: limits the concurrent requests, spaces their starts, and waits as long as a 429 asks. If the host did not answer, one request at a time
/// probes whether it does again.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim whose wait handle is never used holds nothing to dispose.")]
internal sealed class HostTurns(FeedOptions options, TimeProvider time, CircuitBreakerStateProvider circuit) : ResilienceStrategy<Answer>
{
    private readonly SemaphoreSlim _slots = new(options.RequestsPerHost);
    private readonly SemaphoreSlim _probe = new(1);
    private readonly Lock _gate = new();
    private DateTimeOffset _nextStart;
    private DateTimeOffset _heldUntil;

    /// <returns><see cref="Answer.Held"/> if the host asked to wait.</returns>
    protected override async ValueTask<Outcome<Answer>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<Answer>>> callback, ResilienceContext context, TState state)
    {
        try
        {
            return await ProbeAsync(callback, context, state) ?? await TakeTurnAsync(callback, context, state);
        }
        catch (OperationCanceledException e)
        {
            return Outcome.FromException<Answer>(e);
        }
    }

    /// <summary>Sends one request while the others wait; after it, the circuit breaker rejects them or they take their turns.</summary>
    /// <returns>Null if the circuit is closed.</returns>
    private async ValueTask<Outcome<Answer>?> ProbeAsync<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<Answer>>> callback, ResilienceContext context, TState state)
    {
        if (circuit.CircuitState == CircuitState.Closed)
            return null;
        await _probe.WaitAsync(context.CancellationToken);
        try
        {
            return circuit.CircuitState == CircuitState.Closed ? null : Noted(await callback(context, state));
        }
        finally
        {
            _probe.Release();
        }
    }

    private async ValueTask<Outcome<Answer>> TakeTurnAsync<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<Answer>>> callback, ResilienceContext context, TState state)
    {
        await _slots.WaitAsync(context.CancellationToken);
        try
        {
            if (Reserve() is { Ticks: > 0 } wait)
                await Task.Delay(wait, time, context.CancellationToken);
            return HeldUntil is { } until ? Outcome.FromResult<Answer>(new Answer.Held(until)) : Noted(await callback(context, state));
        }
        finally
        {
            _slots.Release();
        }
    }

    private DateTimeOffset? HeldUntil
    {
        get
        {
            lock (_gate)
                return _heldUntil > time.GetUtcNow() ? _heldUntil : null;
        }
    }

    /// <summary>Only a 429 applies to the whole host; a 503 may well be one broken page among fifty good feeds.</summary>
    private Outcome<Answer> Noted(Outcome<Answer> outcome)
    {
        if (outcome.Result is Answer.Refused { HostWide: true } limited)
        {
            var until = time.GetUtcNow() + (limited.RetryAfter ?? options.MinInterval);
            lock (_gate)
                _heldUntil = until > _heldUntil ? until : _heldUntil;
        }

        return outcome;
    }

    /// <summary>Reserves the next start and returns the time until then.</summary>
    private TimeSpan Reserve()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            // If the clock was set back, the queue must not wait for the old time.
            var start = _nextStart > now + options.RequestSpacing * 2 * options.RequestsPerHost ? now : _nextStart > now ? _nextStart : now;
            _nextStart = start + options.RequestSpacing;
            return start - now;
        }
    }
}

/// <summary>The name that Polly requires of every strategy for its telemetry.</summary>
internal sealed class HostTurnOptions : ResilienceStrategyOptions
{
    public HostTurnOptions() => Name = nameof(HostTurns);
}
