namespace SahelWatch.Cli.Cycle;

/// <summary><c>sahelwatch watch</c>: runs on, on the schedules, until Ctrl-C.</summary>
internal static class WatchCommand
{
    public static Command Create() => Commands.Verb("watch", "Poll, group and mail on schedule until Ctrl-C.", async (app, line, cancellationToken) =>
    {
        var inputs = await app.Pipeline.InputsAsync(cancellationToken);
        var json = line.GetValue(GlobalOptions.Json);
        if (!json)
            Console.WriteLine($"Watching {ReportText.Count(inputs.Feeds.Count, "feed")} for {ReportText.Count(inputs.Editions.Count, "edition")}. Stop with Ctrl-C; nothing is lost.");
        await WatchAsync(app.Pipeline, app.Get<TimeProvider>(), json, cancellationToken);
        return ExitCode.Done;
    });

    /// <summary>Runs on until it is cancelled, and says what it did.</summary>
    public static async Task WatchAsync(Pipeline pipeline, TimeProvider clock, bool json, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var outcome in pipeline.WatchAsync(cancellationToken))
            {
                if (outcome is StageOutcome.Failed failed)
                    await Console.Error.WriteLineAsync($"{clock.GetLocalNow():HH:mm} {ReportText.Of(failed)}");
                else if (json)
                    Console.WriteLine(ReportJson.Of(outcome));
                else if (ReportText.IsWorthALine(outcome))
                    Print(clock, ReportText.Of(outcome));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            if (!json)
                Console.WriteLine("Stopped.");
        }
    }

    private static void Print(TimeProvider clock, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Console.WriteLine($"{clock.GetLocalNow():HH:mm} {line}");
    }
}
