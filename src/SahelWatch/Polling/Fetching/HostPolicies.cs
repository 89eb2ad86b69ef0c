using System.Collections.Concurrent;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace SahelWatch.Polling.Fetching;

/// <summary>
/// The policies of the hosts met so far, and the pipelines that they share: a timeout for each attempt within the feed's budget, and retries with jitter for failures that pass.
/// Built once: Polly checks every strategy's options by reflection, which a thousand hosts would feel.
/// </summary>
internal sealed class HostPolicies
{
    /// <summary>Requests that must have failed, all of them, before a host is left alone.</summary>
    private const int BreaksAfter = 4;

    private static readonly ResiliencePropertyKey<FetchBudget> Budget = new("budget");

    private readonly ConcurrentDictionary<HostKey, HostPolicy> _hosts = [];
    private readonly FeedOptions _options;
    private readonly TimeProvider _time;

    public HostPolicies(FeedOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        Timeout = new ResiliencePipelineBuilder<Answer> { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = a => new(BudgetOf(a.Context).For(options.AttemptTimeout)) })
            .Build();
        Retries = NewRetries();
    }

    public ResiliencePipeline<Answer> Timeout { get; }

    /// <summary>Entered by who has failed once: what came of that first attempt is what the first call gives.</summary>
    public ResiliencePipeline<Answer> Retries { get; }

    public HostPolicy Of(Uri address) => _hosts.GetOrAdd(HostKey.Of(address), static (_, it) => new HostPolicy(it, it._options, it._time), this);

    /// <summary>A circuit breaker for one host. It counts requests that got no answer at all, never an answer: one bad feed must not stall the others of its host.</summary>
    public ResiliencePipeline<Answer> NewBreaker(CircuitBreakerStateProvider state) => new ResiliencePipelineBuilder<Answer> { TimeProvider = _time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Answer>
        {
            FailureRatio = 1,
            MinimumThroughput = BreaksAfter,
            SamplingDuration = _options.TotalBudget * 2,
            BreakDuration = _options.MinInterval / 2,
            StateProvider = state,
            ShouldHandle = a => new(IsSilence(a.Outcome)),
        })
        .Build();

    public static bool IsSilence(Outcome<Answer> outcome) => outcome.Exception is TimeoutRejectedException
        || outcome.Result is Answer.Refused { Reason: FailureReason.Unreachable or FailureReason.DnsFailed or FailureReason.NoSuchHost };

    /// <summary>To be returned to the pool that it comes from.</summary>
    public static ResilienceContext ContextOf(FetchBudget budget, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Budget, budget);
        return context;
    }

    public static FetchBudget BudgetOf(ResilienceContext context) => context.Properties.GetValue(Budget, null!);

    /// <summary>A failure that may pass within seconds, with time left in the budget.</summary>
    public bool IsWorthRetrying(Outcome<Answer> outcome, FetchBudget budget) => _options.Retries > 0 && !budget.Exhausted
        && outcome.Result is Answer.Refused { Transient: true } or Answer.Content { Fault: FailureReason.ConnectionLost };

    private ResiliencePipeline<Answer> NewRetries() => new ResiliencePipelineBuilder<Answer> { TimeProvider = _time }
        .AddRetry(new RetryStrategyOptions<Answer>
        {
            MaxRetryAttempts = Math.Max(1, _options.Retries),
            Delay = _options.RetryDelay,
            // Jitter draws from a wide range: without a cap one feed in many would wait for half a minute.
            MaxDelay = _options.RetryDelay * 4,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = a => new(IsWorthRetrying(a.Outcome, BudgetOf(a.Context))),
        })
        .Build();
}
