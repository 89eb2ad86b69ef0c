using System.Diagnostics;
using SahelWatch.Polling;
using SahelWatch.Storage;
using Spectre.Console;

namespace SahelWatch.Cli.Cycle;

/// <summary><c>sahelwatch run</c>: one whole cycle now.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var all = new Option<bool>("--all") { Description = "Also poll feeds that are not due." };
        return Commands.Verb("run", "Poll, match, group and mail, once, now.", (app, line, cancellationToken) =>
            CycleAsync(app, line.GetValue(all), line.GetValue(GlobalOptions.Json), cancellationToken), all);
    }

    /// <summary>The cycle and its report, as a person at the keyboard wants it: today's digest is sent now, whatever its time.</summary>
    public static async Task<int> CycleAsync(App app, bool all, bool json, CancellationToken cancellationToken)
    {
        var (operations, worthALook, outage, done) = (default(BlobOperations), false, false, 0);
        await foreach (var outcome in OutcomesAsync(app.Pipeline, all, cancellationToken))
        {
            if (outcome is StageOutcome.Failed failed)
            {
                worthALook = true;
                // A store that is down says so once, not once a stage.
                if (!outage || failed.Error is not StorageException)
                    await Console.Error.WriteLineAsync(ReportText.Of(failed));
                outage |= failed.Error is StorageException;
                continue;
            }

            done++;
            worthALook |= ReportText.NeedsALook(outcome);
            operations += OperationsOf(outcome);
            foreach (var line in json ? [ReportJson.Of(outcome)] : ReportText.Of(outcome))
                Console.WriteLine(line);
        }

        if (done == 0)
            return ExitCode.WrongInput;
        if (!json)
            Console.WriteLine(ReportText.Of(operations));
        return worthALook ? ExitCode.DoneWithFailures : ExitCode.Done;
    }

    private static IAsyncEnumerable<StageOutcome> OutcomesAsync(Pipeline pipeline, bool all, CancellationToken cancellationToken) =>
        Console.IsOutputRedirected || Console.IsErrorRedirected
            ? pipeline.CycleAsync(byHand: true, all, progress: null, cancellationToken)
            : WithProgressAsync(pipeline, all, cancellationToken);

    /// <summary>A bar while feeds are polled; the other stages take a moment.</summary>
    private static async IAsyncEnumerable<StageOutcome> WithProgressAsync(
        Pipeline pipeline, bool all, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var progress = new LateProgress();
        await using var outcomes = pipeline.CycleAsync(byHand: true, all, progress, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var feeds = (await pipeline.InputsAsync(cancellationToken)).Feeds.Count;
        await AnsiConsole.Progress().AutoClear(true).StartAsync(async context =>
        {
            var task = context.AddTask("Polling feeds", maxValue: feeds);
            progress.Polled = () => task.Increment(1);
            await outcomes.MoveNextAsync();
        });
        yield return outcomes.Current;
        while (await outcomes.MoveNextAsync())
            yield return outcomes.Current;
    }

    private static BlobOperations OperationsOf(StageOutcome outcome) => outcome switch
    {
        StageOutcome.Polled(var report) => report.Operations,
        StageOutcome.Grouped(var report) => report.Operations,
        StageOutcome.Alerted(var report) => report.Operations,
        StageOutcome.Mailed(var report) => report.Operations,
        StageOutcome.Pruned(var report) => report.Operations,
        StageOutcome.Failed or StageOutcome.NotDue => default,
        _ => throw new UnreachableException(),
    };

    /// <summary>Progress that is asked for before there is a bar to show it.</summary>
    private sealed class LateProgress : IProgress<PollResult>
    {
        public Action Polled { get; set; } = () => { };

        public void Report(PollResult value) => Polled();
    }
}
