using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace SahelWatch.Polling.Fetching;

/// <summary>
/// How one host is treated, by all feeds on it: each attempt waits for its turn and has a timeout. Polly's retries are entered by a request that failed, and a circuit breaker is made
/// with the host's first silence: most requests are answered, and never meet either.
/// </summary>
internal sealed class HostPolicy(HostPolicies common, FeedOptions options, TimeProvider time)
{
    private readonly HostTurns _turns = new(options, time);
    private readonly Lock _gate = new();
    private Breaker? _breaker;

    /// <summary>Sends a request by all the rules. Expected failures are answers, not exceptions.</summary>
    public async Task<Answer> SendAsync(Func<CancellationToken, ValueTask<Outcome<Answer>>> attempt, FetchBudget budget, CancellationToken cancellationToken)
    {
        while (true)
        {
            var passed = _breaker?.Passed;
            var context = HostPolicies.ContextOf(budget, cancellationToken);
            var outcome = await PassAsync(context, attempt);
            if (common.IsWorthRetrying(outcome, budget))
                outcome = await RetryAsync(outcome, context, attempt);
            ResilienceContextPool.Shared.Return(context);
            // When a host has been left alone for long enough one request probes, and the breaker refuses the others meanwhile: what the probe finds is theirs too.
            if (outcome.Exception is not BrokenCircuitException || _breaker!.IsOpen)
                return Heeded(AnswerOf(outcome, budget));
            if (passed is not null)
                await passed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>More attempts, by Polly's retries, which are told what came of the first as though it were theirs.</summary>
    private ValueTask<Outcome<Answer>> RetryAsync(Outcome<Answer> first, ResilienceContext context, Func<CancellationToken, ValueTask<Outcome<Answer>>> attempt)
    {
        Outcome<Answer>? known = first;
        return common.Retries.ExecuteOutcomeAsync((context, attempt) =>
        {
            if (known is not { } outcome)
                return PassAsync(context, attempt);
            known = null;
            return new(outcome);
        }, context, attempt);
    }

    /// <summary>One attempt, by way of the breaker where there is one.</summary>
    private ValueTask<Outcome<Answer>> PassAsync(ResilienceContext context, Func<CancellationToken, ValueTask<Outcome<Answer>>> attempt) =>
        _breaker is { } breaker ? breaker.PassAsync(this, context, attempt) : TakeTurnAsync(context, attempt, isCounted: false);

    /// <summary>Waits for a turn and sends; <see cref="Answer.Held"/> where the host asked for rest.</summary>
    /// <param name="isCounted">By the breaker that the request goes through. Of a host without one, the first silence makes one.</param>
    private async ValueTask<Outcome<Answer>> TakeTurnAsync(ResilienceContext context, Func<CancellationToken, ValueTask<Outcome<Answer>>> attempt, bool isCounted)
    {
        Outcome<Answer> outcome;
        try
        {
            await _turns.TakeAsync(context.CancellationToken);
            try
            {
                if (_turns.HeldUntil is { } until)
                    return Outcome.FromResult<Answer>(new Answer.Held(until));
                var started = time.GetTimestamp();
                outcome = await common.Timeout.ExecuteOutcomeAsync(static (context, attempt) => attempt(context.CancellationToken), context, attempt);
                HostPolicies.BudgetOf(context).Spend(time.GetElapsedTime(started));
            }
            finally
            {
                _turns.End();
            }
        }
        catch (OperationCanceledException e)
        {
            return Outcome.FromException<Answer>(e);
        }

        if (!isCounted && (_breaker is not null || HostPolicies.IsSilence(outcome)))
            await BreakerFromNow().CountAsync(outcome, context);
        return outcome;
    }

    private Answer AnswerOf(Outcome<Answer> outcome, FetchBudget budget) => outcome.Exception switch
    {
        null => outcome.Result!,
        TimeoutRejectedException when budget.Exhausted => new Answer.Refused(FailureReason.Timeout, $"no full answer within {options.TotalBudget.TotalSeconds:0} s, redirects and tries included"),
        TimeoutRejectedException => new Answer.Refused(FailureReason.Timeout, $"no full answer within {options.AttemptTimeout.TotalSeconds:0} s"),
        BrokenCircuitException => new Answer.Refused(FailureReason.HostDown, "the host did not answer any of the last requests"),
        _ => throw outcome.Exception,
    };

    /// <summary>429 alone speaks for the host; a 503 may well be one broken page among fifty good feeds.</summary>
    private Answer Heeded(Answer answer)
    {
        if (answer is Answer.Refused { HostWide: true } limited)
            _turns.HoldUntil(time.GetUtcNow() + (limited.RetryAfter ?? options.MinInterval));
        return answer;
    }

    private Breaker BreakerFromNow()
    {
        lock (_gate)
            return _breaker ??= new Breaker(common);
    }

    /// <summary>A circuit breaker that can be waited for.</summary>
    private sealed class Breaker
    {
        private readonly CircuitBreakerStateProvider _state = new();
        private readonly ResiliencePipeline<Answer> _pipeline;

        /// <summary>Ends with the next request that is let through; a new one then takes its place.</summary>
        private TaskCompletionSource _passed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Breaker(HostPolicies common) => _pipeline = common.NewBreaker(_state);

        public Task Passed => Volatile.Read(ref _passed).Task;

        public bool IsOpen => _state.CircuitState == CircuitState.Open;

        /// <summary>Counts what came of a request that did not go through here.</summary>
        public ValueTask<Outcome<Answer>> CountAsync(Outcome<Answer> outcome, ResilienceContext context) =>
            _pipeline.ExecuteOutcomeAsync(static (_, outcome) => new ValueTask<Outcome<Answer>>(outcome), context, outcome);

        public async ValueTask<Outcome<Answer>> PassAsync(HostPolicy host, ResilienceContext context, Func<CancellationToken, ValueTask<Outcome<Answer>>> attempt)
        {
            var isLetThrough = false;
            try
            {
                return await _pipeline.ExecuteOutcomeAsync((context, attempt) =>
                {
                    isLetThrough = true;
                    return host.TakeTurnAsync(context, attempt, isCounted: true);
                }, context, attempt);
            }
            finally
            {
                if (isLetThrough)
                    Interlocked.Exchange(ref _passed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
            }
        }
    }
}
