namespace SahelWatch.Cli.Feeds;

/// <summary><c>sahelwatch feeds export</c>: writes the feed list as OPML, including attributes of other feed readers.</summary>
internal static class FeedsExport
{
    public static Command Create()
    {
        var output = new Option<FileInfo?>("--output", "-o") { Description = "File to write. Default: standard output." };
        return Commands.Verb("export", "Write the feed list as OPML.", async (app, line, cancellationToken) =>
        {
            var opml = (await FeedFile.OfAsync(app, line, cancellationToken)).Content;
            await using var stream = line.GetValue(output)?.Create() ?? Console.OpenStandardOutput();
            await stream.WriteAsync(opml, cancellationToken);
            return ExitCode.Done;
        }, output);
    }
}
