namespace SahelWatch.Cli.Cycle;

/// <summary><c>sahelwatch prune</c>: deletes what is past retention.</summary>
internal static class PruneCommand
{
    public static Command Create() => Commands.Verb(
        "prune", "Delete articles, stories, digests and deliveries past retention (SahelWatch:Retention, 400 days by default).",
        async (app, line, cancellationToken) =>
    {
        Report.Print(new StageOutcome.Done("prune", await app.Pipeline.PruneAsync(cancellationToken)), line.GetValue(GlobalOptions.Json));
        return ExitCode.Done;
    });
}
