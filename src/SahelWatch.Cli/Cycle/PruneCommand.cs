using System.CommandLine;

namespace SahelWatch.Cli.Cycle;

/// <summary><c>sahelwatch prune</c>: deletes what is past retention.</summary>
internal static class PruneCommand
{
    public static Command Create()
    {
        var command = new Command("prune", "Delete articles, stories, digests and deliveries past retention (SahelWatch:Retention, 400 days by default).");
        command.SetAction(Commands.Guarded(async (line, cancellationToken) =>
        {
            await using var app = App.Build(line);
            Console.WriteLine(ReportText.Of(await app.Pipeline.PruneAsync(cancellationToken)));
            return ExitCode.Done;
        }));
        return command;
    }
}
