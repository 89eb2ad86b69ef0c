using Microsoft.Azure.Functions.Worker;

namespace SahelWatch.Functions;

/// <summary>What nobody waits for: deleting what is past retention, and counting the messages that could not be dealt with.</summary>
public sealed class Housekeeping(Pipeline pipeline)
{
    [Function(nameof(Prune))]
    [FixedDelayRetry(2, "00:05:00")]
    public Task Prune([TimerTrigger(Schedules.Prune)] TimerInfo timer, CancellationToken stop) => pipeline.PruneAsync(stop);

    [Function(nameof(NotePoisonedPoll))]
    public Task NotePoisonedPoll([QueueTrigger(Queues.Polls + Queues.Poison)] string message, CancellationToken stop) => pipeline.NotePoisonAsync(Queues.Polls, message, stop);

    [Function(nameof(NotePoisonedGrouping))]
    public Task NotePoisonedGrouping([QueueTrigger(Queues.Grouping + Queues.Poison)] string message, CancellationToken stop) => pipeline.NotePoisonAsync(Queues.Grouping, message, stop);
}
