using Microsoft.Azure.Functions.Worker;

namespace SahelWatch.Functions;

/// <summary>Digests are composed and mailed when they are due; the timer looks every few minutes.</summary>
public sealed class Digesting(Pipeline pipeline)
{
    [Function(nameof(SendDigests))]
    [FixedDelayRetry(2, "00:01:00")]
    public Task SendDigests([TimerTrigger(Schedules.SendDigests)] TimerInfo timer, CancellationToken stop) => pipeline.DigestAsync(today: false, stop);
}
