using Microsoft.Azure.Functions.Worker;

namespace SahelWatch.Functions;

/// <summary>Grouping and alerts follow a poll that stored articles; the timers handle lost messages.</summary>
public sealed class Grouping(Pipeline pipeline)
{
    [Function(nameof(GroupAfterPoll))]
    public Task GroupAfterPoll([QueueTrigger(Queues.Grouping)] string message, CancellationToken stop) => GroupAsync(stop);

    [Function(nameof(GroupStories))]
    public Task GroupStories([TimerTrigger(Schedules.GroupStories)] TimerInfo timer, CancellationToken stop) => GroupAsync(stop);

    /// <summary>For alerts that are waiting: for a second source, the end of quiet hours, or the next attempt.</summary>
    [Function(nameof(SendAlerts))]
    public Task SendAlerts([TimerTrigger(Schedules.SendAlerts)] TimerInfo timer, CancellationToken stop) => pipeline.AlertAsync(stop);

    /// <summary>Alerts follow at once, within a minute of the poll.</summary>
    private async Task GroupAsync(CancellationToken stop)
    {
        await pipeline.GroupAsync(stop);
        await pipeline.AlertAsync(stop);
    }
}
