using System.CommandLine;
using SahelWatch.Feeds;

namespace SahelWatch.Cli;

/// <summary><c>sahelwatch feeds export</c>: the feed list as OPML, with whatever attributes it came with.</summary>
internal static class FeedsExport
{
    public static Command Create()
    {
        var output = new Option<FileInfo?>("--output", "-o") { Description = "File to write. Default: standard output." };
        var command = new Command("export", "Write the feed list as OPML.") { output };
        command.SetAction(Commands.Guarded((line, _) =>
        {
            var feeds = FeedFile.Of(line).Feeds;
            if (line.GetValue(output) is { } file)
                Write(file.FullName, feeds);
            else
                using (var stream = Console.OpenStandardOutput())
                    FeedList.Write(stream, feeds, "SahelWatch");
            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }

    private static void Write(string path, IReadOnlyList<Articles.Feed> feeds)
    {
        try
        {
            using var stream = File.Create(path);
            FeedList.Write(stream, feeds, "SahelWatch");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FeedListException($"{path}: {e.Message} Name a file that can be written.", e);
        }
    }
}
