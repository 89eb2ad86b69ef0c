using SahelWatch.Feeds.Opml;

namespace SahelWatch.Cli.Feeds;

/// <summary><c>sahelwatch feeds import</c>: adds the feeds of another feed reader's OPML to the list.</summary>
internal static class FeedsImport
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "OPML as exported by any feed reader." };
        return Commands.Verb(
            "import", "Add the feeds of an OPML file to the feed list. Exit code 1 if some of them are unusable.",
            async (app, line, cancellationToken) =>
        {
            var list = await FeedFile.OfAsync(app, line, cancellationToken);
            var unusable = new List<string>();
            var read = FeedList.Read(line.GetValue(file)!.FullName, unusable);
            var added = await list.AddAsync(read, cancellationToken);
            Console.WriteLine(Summary(read.Count, added.Count, list.Place));
            foreach (var problem in unusable)
                Console.Error.WriteLine(problem);
            return unusable.Count > 0 ? ExitCode.DoneWithFailures : ExitCode.Done;
        }, file);
    }

    private static string Summary(int read, int added, string path) => (read, added) switch
    {
        (0, _) => "The file contains no usable feed. Nothing was added.",
        (_, 0) => $"All {read} feeds are already in {path}. Nothing was added.",
        _ => $"{added} of {read} feeds added to {path}{(added < read ? "; the others were already there" : "")}.",
    };
}
