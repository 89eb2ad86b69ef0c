using SahelWatch.Inputs;
using SahelWatch.Upkeep;

namespace SahelWatch.Cli.Cycle;

/// <summary><c>sahelwatch watch</c>: runs cycles on schedule until Ctrl-C.</summary>
internal static class WatchCommand
{
    public static Command Create() => Commands.Verb("watch", "Poll, group and mail on schedule until Ctrl-C.", async (app, line, cancellationToken) =>
    {
        var inputs = await app.Pipeline.InputsAsync(cancellationToken);
        var json = line.GetValue(GlobalOptions.Json);
        if (!json)
            Console.WriteLine(Watching(inputs));
        await WatchAsync(app.Pipeline, app.Get<TimeProvider>(), json, cancellationToken);
        return ExitCode.Done;
    });

    public static string Watching(SahelWatchInputs inputs) =>
        $"Watching {ReportText.Count(inputs.Feeds.Count, "feed")} for {ReportText.Count(inputs.Editions.Count, "edition")}. Stop with Ctrl-C; nothing is lost.";

    /// <summary>Runs cycles until it is cancelled, and prints what they did.</summary>
    public static async Task WatchAsync(Pipeline pipeline, TimeProvider clock, bool json, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var outcome in pipeline.WatchAsync(cancellationToken))
            {
                var time = clock.GetLocalNow().ToString("HH:mm ", CultureInfo.InvariantCulture);
                if (outcome is StageOutcome.Failed failed)
                    await Console.Error.WriteLineAsync(time + ReportText.Of(failed));
                else if (outcome is StageOutcome.Done done && (json || ReportText.IsNews(done.Report)))
                    Report.Print(done, json, time);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            if (!json)
                Console.WriteLine("Stopped.");
        }
    }
}
