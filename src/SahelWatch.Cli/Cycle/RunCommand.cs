using System.Runtime.CompilerServices;
using SahelWatch.Polling;
using SahelWatch.Storage;
using SahelWatch.Upkeep;

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

    /// <summary>One cycle started by a person: today's digest is sent now, even if it is not due.</summary>
    public static async Task<int> CycleAsync(App app, bool all, bool json, CancellationToken cancellationToken)
    {
        var (done, failed) = (new List<StageReport>(), new List<StageOutcome.Failed>());
        await foreach (var outcome in OutcomesAsync(app.Pipeline, all, cancellationToken))
        {
            if (outcome is StageOutcome.Done stage)
            {
                done.Add(stage.Report);
                Report.Print(stage, json);
            }
            else if (outcome is StageOutcome.Failed failure)
            {
                // An outage of the store is reported once, and so is a wrong file or setting: not for each stage.
                if (!failed.Exists(f => (f.Error is StorageException && failure.Error is StorageException) || ReportText.Of(f) == ReportText.Of(failure)))
                    await Console.Error.WriteLineAsync(ReportText.Of(failure));
                failed.Add(failure);
            }
        }

        if (done.Count == 0)
            return ExitCode.WrongInput;
        if (!json)
            Console.WriteLine(ReportText.Of(done.Aggregate(default(BlobOperations), (sum, report) => sum + report.Operations)));
        var unusable = ReportText.Problems(done.SelectMany(report => report.Inputs)).ToList();
        unusable.ForEach(Console.Error.WriteLine);
        return failed.Count > 0 || unusable.Count > 0 || done.Exists(ReportText.NeedsALook) ? ExitCode.DoneWithFailures : ExitCode.Done;
    }

    /// <summary>With a progress bar while feeds are polled; the other stages are quick.</summary>
    private static async IAsyncEnumerable<StageOutcome> OutcomesAsync(
        Pipeline pipeline, bool all, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var polled = () => { };
        var progress = new Progress<PollResult>(_ => polled());
        await using var outcomes = pipeline.CycleAsync(byHand: true, all, progress, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var feeds = (await pipeline.InputsAsync(cancellationToken)).Feeds.Count;
        await ProgressBar.RunAsync("Polling feeds", feeds, async done =>
        {
            polled = done;
            await outcomes.MoveNextAsync();
        });
        do
            yield return outcomes.Current;
        while (await outcomes.MoveNextAsync());
    }
}
