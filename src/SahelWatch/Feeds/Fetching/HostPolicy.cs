using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace SahelWatch.Feeds.Fetching;

/// <summary>
/// How one host is treated, by all feeds on it: a retry with jitter for failures that pass, a circuit breaker, its turns, and a timeout for each attempt within the feed's budget.
/// </summary>
internal sealed class HostPolicy
{
    private static readonly ResiliencePropertyKey<FetchBudget> Budget = new("budget");

    /// <summary>Requests that must have failed, all of them, before a host is left alone.</summary>
    private const int BreaksAfter = 4;

    private readonly ResiliencePipeline<Answer> _pipeline;
    private readonly HostTurns _turns;
    private readonly TimeProvider _time;
    private readonly FeedOptions _options;

    private readonly CircuitBreakerStateProvider _breaker = new();

    /// <summary>Ends with the next execution that the breaker let pass; a new one then takes its place.</summary>
    private TaskCompletionSource _passed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HostPolicy(HostPolicies common, FeedOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _turns = new HostTurns(options, time);
        _pipeline = new ResiliencePipelineBuilder<Answer> { TimeProvider = time }
            .AddPipeline(common.Retry)
            .AddCircuitBreaker(Breaker(options))
            .AddStrategy(_ => _turns, new TurnOptions())
            .AddPipeline(common.Attempt)
            .Build();
    }

    public async Task<Answer> SendAsync(Func<CancellationToken, Task<Answer>> attempt, FetchBudget budget, CancellationToken cancellationToken)
    {
        var passed = Volatile.Read(ref _passed).Task;
        var outcome = await ExecuteAsync(attempt, budget, cancellationToken);
        // When a host has been left alone for long enough one request probes, and the breaker refuses the others meanwhile: what the probe finds is theirs too.
        while (outcome.Exception is BrokenCircuitException && _breaker.CircuitState != CircuitState.Open)
        {
            await passed.WaitAsync(cancellationToken);
            passed = Volatile.Read(ref _passed).Task;
            outcome = await ExecuteAsync(attempt, budget, cancellationToken);
        }
        var answer = outcome.Exception switch
        {
            null => outcome.Result!,
            TimeoutRejectedException when budget.Exhausted => new Answer.Refused(FailureReason.Timeout, $"no full answer within {_options.TotalBudget.TotalSeconds:0} s, redirects and tries included"),
            TimeoutRejectedException => new Answer.Refused(FailureReason.Timeout, $"no full answer within {_options.AttemptTimeout.TotalSeconds:0} s"),
            BrokenCircuitException => new Answer.Refused(FailureReason.HostDown, "the host did not answer any of the last requests"),
            _ => throw outcome.Exception,
        };
        // 429 alone speaks for the host; a 503 may well be one broken page among fifty good feeds.
        if (answer is Answer.Refused { HostWide: true } limited)
            _turns.HoldUntil(_time.GetUtcNow() + (limited.RetryAfter ?? _options.MinInterval));
        return answer;
    }

    private async Task<Outcome<Answer>> ExecuteAsync(Func<CancellationToken, Task<Answer>> attempt, FetchBudget budget, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Budget, budget);
        var refused = false;
        try
        {
            var sent = false;
            var outcome = await _pipeline.ExecuteOutcomeAsync(async (c, send) =>
            {
                sent = true;
                return await OutcomeOf(send, c.CancellationToken);
            }, context, attempt);
            refused = outcome.Exception is BrokenCircuitException && !sent;
            return outcome;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
            if (!refused)
                Interlocked.Exchange(ref _passed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
    }

    public static FetchBudget BudgetOf(ResilienceContext context) => context.Properties.GetValue(Budget, null!);

    private static async ValueTask<Outcome<Answer>> OutcomeOf(Func<CancellationToken, Task<Answer>> attempt, CancellationToken cancellationToken)
    {
        try
        {
            return Outcome.FromResult(await attempt(cancellationToken));
        }
        // Polly's strategies take exceptions as values; this one reaches the caller of SendAsync or becomes a timeout.
        catch (OperationCanceledException e)
        {
            return Outcome.FromException<Answer>(e);
        }
    }

    /// <summary>Counts hosts that do not answer at all, never an answer: one bad feed must not stall the others of its host.</summary>
    private CircuitBreakerStrategyOptions<Answer> Breaker(FeedOptions options) => new()
    {
        FailureRatio = 1,
        MinimumThroughput = BreaksAfter,
        SamplingDuration = options.TotalBudget * 2,
        BreakDuration = options.MinInterval / 2,
        StateProvider = _breaker,
        ShouldHandle = a => new(a.Outcome.Exception is TimeoutRejectedException
            || a.Outcome.Result is Answer.Refused { Reason: FailureReason.Unreachable or FailureReason.DnsFailed or FailureReason.NoSuchHost }),
    };

    private sealed class TurnOptions : ResilienceStrategyOptions;
}
