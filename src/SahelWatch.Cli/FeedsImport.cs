using System.CommandLine;
using SahelWatch.Feeds;

namespace SahelWatch.Cli;

/// <summary><c>sahelwatch feeds import</c>: takes the feeds of another reader's OPML into the list.</summary>
internal static class FeedsImport
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "OPML as any reader exports it." };
        var command = new Command("import", "Take the feeds of an OPML file into the feed list.") { file };
        command.SetAction(Commands.Guarded((line, _) =>
        {
            var list = FeedFile.Of(line);
            var read = FeedList.Read(line.GetValue(file)!.FullName);
            var added = list.Add(read);
            Console.WriteLine($"{added.Count} of {read.Count} feeds added to {list.Path}{(added.Count < read.Count ? "; the others were on the list" : "")}.");
            return Task.FromResult(ExitCode.Done);
        }));
        return command;
    }
}
