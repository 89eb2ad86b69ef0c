using System.CommandLine;
using SahelWatch.Storage;

namespace SahelWatch.Cli.Cycle;

/// <summary><c>sahelwatch watch</c>: runs on, on the schedules, until Ctrl-C.</summary>
internal static class WatchCommand
{
    /// <summary>Feeds have their own schedules, 15 minutes apart at least; a digest goes out at most this late.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan PruneEvery = TimeSpan.FromDays(1);

    public static Command Create()
    {
        var command = new Command("watch", "Poll, group and mail on the schedules, until Ctrl-C.");
        command.SetAction(Commands.Guarded(async (line, cancellationToken) =>
        {
            await using var app = App.Build(line);
            Console.WriteLine($"Watching {app.Pipeline.Inputs.Feeds.Count} feeds for {app.Pipeline.Inputs.Editions.Count} editions. Ctrl-C ends it; nothing is lost.");
            await WatchAsync(app.Pipeline, app.Get<TimeProvider>(), cancellationToken);
            return ExitCode.Done;
        }));
        return command;
    }

    private static async Task WatchAsync(Pipeline pipeline, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        var pruned = clock.GetUtcNow();
        try
        {
            do
            {
                try
                {
                    await BeatAsync(pipeline, cancellationToken);
                    if (clock.GetUtcNow() - pruned >= PruneEvery)
                    {
                        pruned = clock.GetUtcNow();
                        Console.WriteLine(ReportText.Of(await pipeline.PruneAsync(cancellationToken)));
                    }
                }
                catch (StorageException e)
                {
                    // The store may come back; what was not stored is not remembered as seen, so the next beat does it.
                    Console.Error.WriteLine($"{clock.GetLocalNow():HH:mm} {e.Message}");
                }
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Console.WriteLine("Stopped.");
        }
    }

    private static async Task BeatAsync(Pipeline pipeline, CancellationToken cancellationToken)
    {
        var poll = await pipeline.PollAsync(all: false, null, cancellationToken);
        var group = await pipeline.GroupAsync(cancellationToken);
        var digest = await pipeline.DigestAsync(today: false, cancellationToken);
        var lines = (poll.Polled > 0 ? ReportText.Of(poll) : []).Concat(group.Articles > 0 ? ReportText.Of(group) : []).Concat(digest.Digests.Any(d => d.Delivery.SentNow > 0) || digest.Failures.Count > 0 ? ReportText.Of(digest) : []);
        foreach (var line in lines)
            Console.WriteLine($"{poll.At.ToLocalTime():HH:mm} {line}");
    }
}
