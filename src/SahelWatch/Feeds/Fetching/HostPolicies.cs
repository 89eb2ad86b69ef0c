using System.Collections.Concurrent;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace SahelWatch.Feeds.Fetching;

/// <summary>The policies of the hosts met so far. What they have in common is built once: Polly checks every strategy's options by reflection, which a thousand hosts would feel.</summary>
internal sealed class HostPolicies
{
    private readonly ConcurrentDictionary<string, HostPolicy> _hosts = [];
    private readonly FeedOptions _options;
    private readonly TimeProvider _time;

    public HostPolicies(FeedOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        Retry = new ResiliencePipelineBuilder<Answer> { TimeProvider = time }.AddRetry(Retries(options)).Build();
        Attempt = new ResiliencePipelineBuilder<Answer> { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = a => new(HostPolicy.BudgetOf(a.Context).For(options.AttemptTimeout)) }).Build();
    }

    /// <summary>The outermost step: it keeps nothing of a host.</summary>
    public ResiliencePipeline<Answer> Retry { get; }

    /// <summary>The innermost step: a timeout for each attempt.</summary>
    public ResiliencePipeline<Answer> Attempt { get; }

    public HostPolicy Of(Uri address) => _hosts.GetOrAdd(HostKey.Of(address), static (_, it) => new HostPolicy(it, it._options, it._time), this);

    private static RetryStrategyOptions<Answer> Retries(FeedOptions options) => new()
    {
        MaxRetryAttempts = Math.Max(1, options.Retries),
        Delay = options.RetryDelay,
        // Jitter draws from a wide range: without a cap one feed in many would wait for half a minute.
        MaxDelay = options.RetryDelay * 4,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = a => new(options.Retries > 0 && !HostPolicy.BudgetOf(a.Context).Exhausted
            && a.Outcome.Result is Answer.Refused { Transient: true } or Answer.Content { Fault: FailureReason.ConnectionLost }),
    };
}
