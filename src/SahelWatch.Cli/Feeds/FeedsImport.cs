using System.CommandLine;
using SahelWatch.Feeds.Opml;

namespace SahelWatch.Cli.Feeds;

/// <summary><c>sahelwatch feeds import</c>: takes the feeds of another reader's OPML into the list.</summary>
internal static class FeedsImport
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "OPML as any reader exports it." };
        var command = new Command("import", "Take the feeds of an OPML file into the feed list. Exit code 1 where some of them cannot be used.") { file };
        command.SetAction(Commands.Guarded(async (line, cancellationToken) =>
        {
            await using var app = App.Build(line);
            var list = await FeedFile.OfAsync(app, line, cancellationToken);
            var unusable = new List<string>();
            var read = FeedList.Read(line.GetValue(file)!.FullName, unusable);
            var added = await list.AddAsync(read, cancellationToken);
            Console.WriteLine(Told(read.Count, added.Count, list.Place));
            foreach (var problem in unusable)
                Console.Error.WriteLine(problem);
            return unusable.Count > 0 ? ExitCode.DoneWithFailures : ExitCode.Done;
        }));
        return command;
    }

    private static string Told(int read, int added, string path) => (read, added) switch
    {
        (0, _) => "The file names no feed that can be used. Nothing was added.",
        (_, 0) => $"All {read} feeds are on {path} already. Nothing was added.",
        _ => $"{added} of {read} feeds added to {path}{(added < read ? "; the others were on the list" : "")}.",
    };
}
