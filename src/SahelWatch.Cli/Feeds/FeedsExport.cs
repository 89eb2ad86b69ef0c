using SahelWatch.Feeds.Opml;

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
            if (line.GetValue(output) is { } file)
            {
                Write(file.FullName, opml);
                return ExitCode.Done;
            }

            await using var stream = Console.OpenStandardOutput();
            await stream.WriteAsync(opml, cancellationToken);
            return ExitCode.Done;
        }, output);
    }

    private static void Write(string path, ReadOnlyMemory<byte> opml)
    {
        try
        {
            File.WriteAllBytes(path, opml.ToArray());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FeedListException($"{path}: {e.Message} Give the path of a writable file.", e);
        }
    }
}
