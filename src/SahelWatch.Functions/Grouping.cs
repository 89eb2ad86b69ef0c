using Microsoft.Azure.Functions.Worker;

namespace SahelWatch.Functions;

/// <summary>Grouping and alerts follow a poll that stored articles; the timers catch what a lost message left.</summary>
public sealed class Grouping(Pipeline pipeline)
{
    [Function(nameof(GroupAfterPoll))]
    public Task GroupAfterPoll([QueueTrigger(Queues.Grouping)] string message, CancellationToken stop) => GroupAsync(stop);

    [Function(nameof(GroupStories))]
    public Task GroupStories([TimerTrigger(Schedules.GroupStories)] TimerInfo timer, CancellationToken stop) => GroupAsync(stop);

    /// <summary>For what waits: an event for its second source, a message for the end of quiet hours, a channel for its next attempt.</summary>
    [Function(nameof(SendAlerts))]
    public Task SendAlerts([TimerTrigger(Schedules.SendAlerts)] TimerInfo timer, CancellationToken stop) => pipeline.AlertAsync(stop);

    /// <summary>Alerts follow at once: they are told within a minute of the poll that saw them.</summary>
    private async Task GroupAsync(CancellationToken stop)
    {
        await pipeline.GroupAsync(stop);
        await pipeline.AlertAsync(stop);
    }
}
