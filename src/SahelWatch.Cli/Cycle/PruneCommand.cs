namespace SahelWatch.Cli.Cycle;

/// <summary><c>sahelwatch prune</c>: deletes what is past retention.</summary>
internal static class PruneCommand
{
    public static Command Create() => Commands.Verb(
        "prune", "Delete articles, stories, digests and deliveries past retention (SahelWatch:Retention, 400 days by default).",
        async (app, line, cancellationToken) =>
    {
        var pruned = new StageOutcome.Pruned(await app.Pipeline.PruneAsync(cancellationToken));
        Console.WriteLine(line.GetValue(GlobalOptions.Json) ? ReportJson.Of(pruned) : ReportText.Of(pruned.Report));
        return ExitCode.Done;
    });
}
