using System.Collections.Concurrent;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace SahelWatch.Feeds.Fetching;

/// <summary>
/// The policies of the hosts met so far, and the one pipeline that all requests go through: a retry with jitter for failures that pass, then what the host has of its own
/// (<see cref="HostPolicy"/>), then a timeout for each attempt within the feed's budget. Built once: Polly checks every strategy's options by reflection, which a thousand hosts would feel.
/// </summary>
internal sealed class HostPolicies
{
    /// <summary>Requests that must have failed, all of them, before a host is left alone.</summary>
    private const int BreaksAfter = 4;

    private static readonly ResiliencePropertyKey<HostPolicy> Host = new("host");
    private static readonly ResiliencePropertyKey<FetchBudget> Budget = new("budget");

    private readonly ConcurrentDictionary<HostKey, HostPolicy> _hosts = [];
    private readonly FeedOptions _options;
    private readonly TimeProvider _time;

    public HostPolicies(FeedOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        Pipeline = new ResiliencePipelineBuilder<Answer> { TimeProvider = time }
            .AddRetry(Retries(options))
            .AddStrategy(_ => new HostStep(), new HostStepOptions())
            .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = a => new(BudgetOf(a.Context).For(options.AttemptTimeout)) })
            .Build();
    }

    public ResiliencePipeline<Answer> Pipeline { get; }

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
    public static ResilienceContext ContextOf(HostPolicy host, FetchBudget budget, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Host, host);
        context.Properties.Set(Budget, budget);
        return context;
    }

    public static FetchBudget BudgetOf(ResilienceContext context) => context.Properties.GetValue(Budget, null!);

    private static RetryStrategyOptions<Answer> Retries(FeedOptions options) => new()
    {
        MaxRetryAttempts = Math.Max(1, options.Retries),
        Delay = options.RetryDelay,
        // Jitter draws from a wide range: without a cap one feed in many would wait for half a minute.
        MaxDelay = options.RetryDelay * 4,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = a => new(options.Retries > 0 && !BudgetOf(a.Context).Exhausted
            && a.Outcome.Result is Answer.Refused { Transient: true } or Answer.Content { Fault: FailureReason.ConnectionLost }),
    };

    /// <summary>Leads into the policy of the host that the request is for.</summary>
    private sealed class HostStep : ResilienceStrategy<Answer>
    {
        protected override ValueTask<Outcome<Answer>> ExecuteCore<TState>(Func<ResilienceContext, TState, ValueTask<Outcome<Answer>>> callback, ResilienceContext context, TState state) =>
            context.Properties.GetValue(Host, null!).PassAsync(callback, context, state);
    }

    private sealed class HostStepOptions : ResilienceStrategyOptions;
}
