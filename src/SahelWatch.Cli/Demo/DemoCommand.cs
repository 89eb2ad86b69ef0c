using SahelWatch.Cli.Cycle;
using SahelWatch.Digests.Editions;
using SahelWatch.Feeds.Opml;
using SahelWatch.Inputs;
using SahelWatch.Matching;

namespace SahelWatch.Cli.Demo;

/// <summary><c>sahelwatch demo</c>: the whole cycle on bundled fictional feeds, without network access.</summary>
internal static class DemoCommand
{
    private const string DefaultFolder = "data/demo";

    public static Command Create() => Commands.Verb(
        "demo", "Run the whole cycle on bundled fictional feeds served on this machine; needs no network and no settings.", RunAsync);

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancellationToken)
    {
        var now = line.GetValue(GlobalOptions.Now) ?? TimeProvider.System.GetUtcNow();
        var feeds = DemoFeed.Of(DemoArticle.Published24HoursBefore(now));
        await using var server = await DemoServer.StartAsync(feeds, cancellationToken);
        var data = line.GetValue(GlobalOptions.Data)?.FullName ?? Path.GetFullPath(DefaultFolder);
        var inputs = new SahelWatchInputs([.. feeds.Select(f => Listed(f, server))], Watchlist.Shipped, [Edition]);
        await using var app = App.Build(line, data, inputs, feeds.ToDictionary(f => f.Host, _ => server.Address.Address));
        await KeepInputsAsync(data, inputs.Feeds, cancellationToken);
        var json = line.GetValue(GlobalOptions.Json);
        if (!json)
            Console.WriteLine($"{feeds.Count} fictional outlets on {server.Address}; everything is stored in {data}.");
        var code = await RunCommand.CycleAsync(app, all: true, json, cancellationToken);
        if (json)
            return code;
        List("Digest", Path.Combine(data, "digests"), "*.html");
        List("Mail", Path.Combine(data, "mail"), "*.eml");
        var folder = Path.GetRelativePath(Environment.CurrentDirectory, data);
        Console.WriteLine($"Next: `sahelwatch serve --data {folder}` serves the pages; `sahelwatch search djibo --data {folder}` searches the events.");
        return code;
    }

    /// <summary>Keeps the feeds and the edition beside the rest, so that every verb works on the folder as on any other.</summary>
    private static async Task KeepInputsAsync(string data, IReadOnlyList<Feed> feeds, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(data);
        var list = FeedList.Write(feeds.Select(f => f with { Url = new Uri($"http://{f.Url.Host}/feed.xml") }), "SahelWatch demonstration");
        await File.WriteAllBytesAsync(Path.Combine(data, InputFile.Feeds), list, cancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(data, InputFile.Editions), $"editions:\n  - {{ id: {Edition.Id}, title: {Edition.Title}, readers: [{Edition.Readers[0]}] }}\n",
            cancellationToken);
    }

    private static void List(string what, string folder, string pattern)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var file in Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            Console.WriteLine($"{what}: {file}");
    }

    private static Edition Edition { get; } = new()
    {
        Id = "demo",
        Title = "SahelWatch demonstration",
        Readers = ["reader@sahelwatch.example"],
    };

    /// <summary>The feed's id does not depend on the port, so that another run of the demo recognises it.</summary>
    public static Feed Listed(DemoFeed feed, DemoServer server) => new()
    {
        Id = FeedId.From(new Uri($"http://{feed.Host}/feed.xml")),
        Url = new Uri($"http://{feed.Host}:{server.Address.Port}/feed.xml"),
        Title = feed.Outlet,
        Language = feed.Language,
        Kind = feed.Outlet.Contains("Wire", StringComparison.Ordinal) || feed.Outlet.StartsWith("Agence", StringComparison.Ordinal) ? "wire" : "local",
    };
}
