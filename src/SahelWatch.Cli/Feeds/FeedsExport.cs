using System.CommandLine;
using SahelWatch.Feeds.Opml;

namespace SahelWatch.Cli.Feeds;

/// <summary><c>sahelwatch feeds export</c>: the feed list as OPML, with whatever attributes it came with.</summary>
internal static class FeedsExport
{
    public static Command Create()
    {
        var output = new Option<FileInfo?>("--output", "-o") { Description = "File to write. Default: standard output." };
        var command = new Command("export", "Write the feed list as OPML.") { output };
        command.SetAction(Commands.Guarded((line, _) =>
        {
            var list = FeedFile.Of(line);
            if (line.GetValue(output) is { } file)
                Write(file.FullName, list);
            else
                using (var stream = Console.OpenStandardOutput())
                    list.Write(stream, []);
            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }

    private static void Write(string path, FeedFile list)
    {
        // Whole before the file is touched: it may be the list itself that is named.
        using var opml = new MemoryStream();
        list.Write(opml, []);
        try
        {
            File.WriteAllBytes(path, opml.ToArray());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FeedListException($"{path}: {e.Message} Name a file that can be written.", e);
        }
    }
}
