using Microsoft.Azure.Functions.Worker;

namespace SahelWatch.Functions;

/// <summary>Background work: deletes data past retention, and counts the queue messages that failed too often.</summary>
public sealed class Housekeeping(Pipeline pipeline)
{
    [Function(nameof(Prune))]
    [FixedDelayRetry(2, "00:05:00")]
    public Task Prune([TimerTrigger(Schedules.Prune)] TimerInfo timer, CancellationToken stop) => pipeline.PruneAsync(stop);

    [Function(nameof(NotePoisonedPoll))]
    public Task NotePoisonedPoll([QueueTrigger(Queues.Polls + Queues.Poison)] string message, CancellationToken stop) =>
        pipeline.NotePoisonAsync(Queues.Polls, message, stop);

    [Function(nameof(NotePoisonedGrouping))]
    public Task NotePoisonedGrouping([QueueTrigger(Queues.Grouping + Queues.Poison)] string message, CancellationToken stop) =>
        pipeline.NotePoisonAsync(Queues.Grouping, message, stop);
}
