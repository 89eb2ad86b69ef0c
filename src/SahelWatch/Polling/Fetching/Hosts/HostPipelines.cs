using System.Diagnostics.CodeAnalysis;
using Polly;
using Polly.CircuitBreaker;
using Polly.Registry;
using Polly.Retry;
using Polly.Timeout;

namespace SahelWatch.Polling.Fetching.Hosts;

/// <summary>
/// The resilience pipeline of each host, shared by all feeds on it: retries with jitter for transient failures, the host's queue, a circuit breaker, and a
/// timeout for each attempt within the feed's budget.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The registry only disposes pipelines, and these hold nothing to dispose.")]
internal sealed class HostPipelines(FeedOptions options, TimeProvider time)
{
    /// <summary>Requests that must all have failed before the circuit breaks.</summary>
    private const int BreaksAfter = 4;

    private static readonly ResiliencePropertyKey<FetchBudget> Budget = new("budget");

    private readonly ResiliencePipelineRegistry<HostKey> _hosts = new();

    /// <summary>Sends a request through the pipeline of its host. Expected failures are answers, not exceptions.</summary>
    public async Task<Answer> SendAsync(
        Uri address, Func<CancellationToken, ValueTask<Outcome<Answer>>> attempt, FetchBudget budget, CancellationToken cancellationToken)
    {
        var host = _hosts.GetOrAddPipeline<Answer>(HostKey.Of(address), Build);
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Budget, budget);
        var outcome = await host.ExecuteOutcomeAsync(AttemptAsync, context, attempt);
        ResilienceContextPool.Shared.Return(context);
        return outcome.Exception switch
        {
            null => outcome.Result!,
            TimeoutRejectedException when budget.Exhausted =>
                new Answer.Refused(FailureReason.Timeout, $"no complete response within {options.TotalBudget.TotalSeconds:0} s, with redirects and retries"),
            TimeoutRejectedException => new Answer.Refused(FailureReason.Timeout, $"no complete response within {options.AttemptTimeout.TotalSeconds:0} s"),
            BrokenCircuitException => new Answer.Refused(FailureReason.HostDown, "the host answered none of the last requests"),
            _ => throw outcome.Exception,
        };
    }

    private async ValueTask<Outcome<Answer>> AttemptAsync(ResilienceContext context, Func<CancellationToken, ValueTask<Outcome<Answer>>> attempt)
    {
        var started = time.GetTimestamp();
        var outcome = await attempt(context.CancellationToken);
        BudgetOf(context).Spend(time.GetElapsedTime(started));
        return outcome;
    }

    /// <summary>Adds the strategies, outermost first.</summary>
    private void Build(ResiliencePipelineBuilder<Answer> host)
    {
        var circuit = new CircuitBreakerStateProvider();
        host.TimeProvider = time;
        host.AddRetry(new RetryStrategyOptions<Answer>
        {
            MaxRetryAttempts = Math.Max(1, options.Retries),
            Delay = options.RetryDelay,
            // Jitter has a wide range: without a cap, an occasional feed would wait for half a minute.
            MaxDelay = options.RetryDelay * 4,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = a => new(IsWorthRetrying(a.Outcome, BudgetOf(a.Context))),
        });
        host.AddStrategy(_ => new HostTurns(options, time, circuit), new HostTurnOptions());
        host.AddCircuitBreaker(new CircuitBreakerStrategyOptions<Answer>
        {
            FailureRatio = 1,
            MinimumThroughput = BreaksAfter,
            SamplingDuration = options.TotalBudget * 2,
            BreakDuration = options.MinInterval / 2,
            StateProvider = circuit,
            ShouldHandle = a => new(IsSilence(a.Outcome)),
        });
        host.AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = a => new(BudgetOf(a.Context).For(options.AttemptTimeout)) });
    }

    /// <summary>A transient failure, with time left in the budget.</summary>
    private bool IsWorthRetrying(Outcome<Answer> outcome, FetchBudget budget) => options.Retries > 0 && budget is { MayRetry: true, Exhausted: false }
        && outcome.Result is Answer.Refused { Transient: true } or Answer.Content { Fault: FailureReason.ConnectionLost };

    /// <summary>No response at all. A response never breaks the circuit, since one bad feed must not stall the others of its host.</summary>
    private static bool IsSilence(Outcome<Answer> outcome) => outcome.Exception is TimeoutRejectedException
        || outcome.Result is Answer.Refused { Reason: FailureReason.Unreachable or FailureReason.DnsFailed or FailureReason.NoSuchHost };

    private static FetchBudget BudgetOf(ResilienceContext context) => context.Properties.GetValue(Budget, null!);
}
