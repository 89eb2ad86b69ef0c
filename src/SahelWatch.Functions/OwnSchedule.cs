using SahelWatch.Storage;

namespace SahelWatch.Functions;

/// <summary>Runs the cycle on timers of its own where no Functions host does.</summary>
internal sealed partial class OwnSchedule(IServiceProvider services, TimeProvider clock, ILogger<OwnSchedule> logger) : BackgroundService
{
    /// <summary>Feeds have schedules of their own, 15 minutes apart at least; a digest goes out at most this late.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan PruneEvery = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pipeline = services.GetRequiredService<Pipeline>();
        var pruned = clock.GetUtcNow();
        using var timer = new PeriodicTimer(Beat, clock);
        do
        {
            await RunAsync(async () => Summary.Of(await pipeline.PollAsync(all: false, progress: null, stoppingToken)), stoppingToken);
            await RunAsync(async () => Summary.Of(await pipeline.GroupAsync(stoppingToken)), stoppingToken);
            await RunAsync(async () => Summary.Of(await pipeline.DigestAsync(today: false, stoppingToken)), stoppingToken);
            if (clock.GetUtcNow() - pruned < PruneEvery)
                continue;
            pruned = clock.GetUtcNow();
            await RunAsync(async () => Summary.Of(await pipeline.PruneAsync(stoppingToken)), stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>A stage that fails leaves its work for the next beat: nothing is marked as done that was not stored.</summary>
    private async Task RunAsync(Func<Task<string>> stage, CancellationToken cancellationToken)
    {
        try
        {
            Done(await stage());
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Failed(e.Message, e is StorageException ? null : e);
        }
    }

    [LoggerMessage(430, LogLevel.Information, "{Summary}")]
    private partial void Done(string summary);

    [LoggerMessage(431, LogLevel.Error, "{Reason}")]
    private partial void Failed(string reason, Exception? exception);
}
