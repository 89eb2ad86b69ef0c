using Microsoft.Azure.Functions.Worker;

namespace SahelWatch.Functions;

/// <summary>Grouping follows a poll that stored articles; the timer catches what a lost message left.</summary>
public sealed class Grouping(Pipeline pipeline)
{
    [Function(nameof(GroupAfterPoll))]
    public Task GroupAfterPoll([QueueTrigger(Queues.Grouping)] string message, CancellationToken stop) => pipeline.GroupAsync(stop);

    [Function(nameof(GroupStories))]
    public Task GroupStories([TimerTrigger(Schedules.GroupStories)] TimerInfo timer, CancellationToken stop) => pipeline.GroupAsync(stop);
}
