using System.Diagnostics.CodeAnalysis;
using Polly;
using Polly.CircuitBreaker;

namespace SahelWatch.Polling.Fetching.Hosts;

/// <summary>
/// One host's queue: so many requests at the same time, a pause between their starts, and rest for as long as a 429 asked. Of a host that did not answer, one
/// request at a time finds out whether it does again.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim whose wait handle is never asked for holds nothing to dispose of.")]
internal sealed class HostTurns(FeedOptions options, TimeProvider time, CircuitBreakerStateProvider circuit) : ResilienceStrategy<Answer>
{
    private readonly SemaphoreSlim _slots = new(options.RequestsPerHost);
    private readonly SemaphoreSlim _probe = new(1);
    private readonly Lock _gate = new();
    private DateTimeOffset _nextStart;
    private DateTimeOffset _heldUntil;

    /// <returns><see cref="Answer.Held"/> where the host asked for rest.</returns>
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

    /// <summary>What the first request finds is the others' too: they wait, and are refused by the breaker or take their turns.</summary>
    /// <returns>Null where the host answers.</returns>
    private async ValueTask<Outcome<Answer>?> ProbeAsync<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<Answer>>> callback, ResilienceContext context, TState state)
    {
        if (circuit.CircuitState == CircuitState.Closed)
            return null;
        await _probe.WaitAsync(context.CancellationToken);
        try
        {
            return circuit.CircuitState == CircuitState.Closed ? null : Heeded(await callback(context, state));
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
            if (Book() is { Ticks: > 0 } wait)
                await Task.Delay(wait, time, context.CancellationToken);
            return HeldUntil is { } until ? Outcome.FromResult<Answer>(new Answer.Held(until)) : Heeded(await callback(context, state));
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

    /// <summary>429 alone speaks for the host; a 503 may well be one broken page among fifty good feeds.</summary>
    private Outcome<Answer> Heeded(Outcome<Answer> outcome)
    {
        if (outcome.Result is Answer.Refused { HostWide: true } limited)
        {
            var until = time.GetUtcNow() + (limited.RetryAfter ?? options.MinInterval);
            lock (_gate)
                _heldUntil = until > _heldUntil ? until : _heldUntil;
        }

        return outcome;
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
}

/// <summary>What Polly asks of every strategy: a name, for its telemetry.</summary>
internal sealed class HostTurnOptions : ResilienceStrategyOptions
{
    public HostTurnOptions() => Name = nameof(HostTurns);
}
