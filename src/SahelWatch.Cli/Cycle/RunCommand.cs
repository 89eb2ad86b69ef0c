using System.CommandLine;
using SahelWatch.Polling;
using Spectre.Console;

namespace SahelWatch.Cli.Cycle;

/// <summary><c>sahelwatch run</c>: one whole cycle now.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var all = new Option<bool>("--all") { Description = "Poll every feed, not only those whose time has come." };
        var command = new Command("run", "Poll, match, group and mail, once, now.") { all };
        command.SetAction(Commands.Guarded(async (line, cancellationToken) =>
        {
            await using var app = App.Build(line);
            return await CycleAsync(app, line.GetValue(all), cancellationToken);
        }));
        return command;
    }

    /// <summary>The cycle and its report, as a person at the keyboard wants it: today's digest is sent now, whatever its time.</summary>
    public static async Task<int> CycleAsync(App app, bool all, CancellationToken cancellationToken)
    {
        var pipeline = app.Pipeline;
        var poll = await PollAsync(pipeline, all, cancellationToken);
        Print(ReportText.Of(poll));
        var group = await pipeline.GroupAsync(cancellationToken);
        Print(ReportText.Of(group));
        var digest = await pipeline.DigestAsync(today: true, cancellationToken);
        Print(ReportText.Of(digest));
        Console.WriteLine(ReportText.Of(poll.Operations + group.Operations + digest.Operations));
        return ReportText.NeedsALook(poll) || ReportText.NeedsALook(digest) ? ExitCode.DoneWithFailures : ExitCode.Done;
    }

    private static async Task<PollReport> PollAsync(Pipeline pipeline, bool all, CancellationToken cancellationToken)
    {
        if (Console.IsOutputRedirected || Console.IsErrorRedirected)
            return await pipeline.PollAsync(all, null, cancellationToken);
        return await AnsiConsole.Progress().AutoClear(true).StartAsync(async context =>
        {
            var task = context.AddTask("Polling feeds", maxValue: pipeline.Inputs.Feeds.Count);
            return await pipeline.PollAsync(all, new Progress<PollResult>(_ => task.Increment(1)), cancellationToken);
        });
    }

    private static void Print(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Console.WriteLine(line);
    }
}
