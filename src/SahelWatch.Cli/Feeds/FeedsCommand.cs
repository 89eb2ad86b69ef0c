using SahelWatch.Feeds.Opml;
using SahelWatch.Inputs;

namespace SahelWatch.Cli.Feeds;

/// <summary><c>sahelwatch feeds</c>: the feed list and the health of its feeds.</summary>
internal static class FeedsCommand
{
    private static readonly Argument<string> Url = new("url") { Description = "The feed's address as on the list." };
    private static readonly Argument<FileInfo> File = new("file") { Description = "OPML as exported by any feed reader." };
    private static readonly Option<FileInfo?> Output = new("--output", "-o") { Description = "File to write. Default: standard output." };

    public static Command Create() => new("feeds", "Show, check and change the feed list.")
    {
        FeedsList.Create(),
        FeedsCheck.Create(),
        FeedsAdd.Create(),
        Commands.Verb("remove", "Remove a feed from the list; its articles are kept.", RemoveAsync, Url),
        Commands.Verb("import", "Add the feeds of an OPML file to the feed list. Exit code 1 if some of them are unusable.", ImportAsync, File),
        Commands.Verb("export", "Write the feed list as OPML, including attributes of other feed readers.", ExportAsync, Output),
    };

    private static async Task<int> RemoveAsync(App app, ParseResult line, CancellationToken cancellationToken)
    {
        var list = await FeedFile.OfAsync(app, line, cancellationToken);
        var address = FeedsCheck.Address(line.GetRequiredValue(Url));
        if (!await list.RemoveAsync(FeedId.From(address), cancellationToken))
            throw new InputException($"{address} is not in {list.Place}; `feeds list` shows the addresses.");
        Console.WriteLine($"{address} removed from {list.Place}.");
        return ExitCode.Done;
    }

    private static async Task<int> ImportAsync(App app, ParseResult line, CancellationToken cancellationToken)
    {
        var list = await FeedFile.OfAsync(app, line, cancellationToken);
        var unusable = new List<string>();
        var file = line.GetRequiredValue(File).FullName;
        var read = FeedList.Read(InputFile.Content(file), file, unusable);
        var added = (await list.AddAsync(read, cancellationToken)).Count;
        Console.WriteLine((read.Count, added) switch
        {
            (0, _) => "The file contains no usable feed. Nothing was added.",
            (_, 0) => $"All {read.Count} feeds are already in {list.Place}. Nothing was added.",
            _ => $"{added} of {read.Count} feeds added to {list.Place}{(added < read.Count ? "; the others were already there" : "")}.",
        });
        foreach (var problem in unusable)
            Console.Error.WriteLine(problem);
        return unusable.Count > 0 ? ExitCode.DoneWithFailures : ExitCode.Done;
    }

    private static async Task<int> ExportAsync(App app, ParseResult line, CancellationToken cancellationToken)
    {
        var opml = (await FeedFile.OfAsync(app, line, cancellationToken)).Content;
        await using var stream = line.GetValue(Output)?.Create() ?? Console.OpenStandardOutput();
        await stream.WriteAsync(opml, cancellationToken);
        return ExitCode.Done;
    }
}
