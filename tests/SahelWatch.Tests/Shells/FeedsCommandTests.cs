using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SahelWatch.Feeds;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Shells;

/// <summary>The feed list as its users look at it and change it.</summary>
public sealed class FeedsCommandTests : IDisposable
{
    private const string Rss = """
        <rss version="2.0"><channel><title>Radio Test</title><link>https://t.example/</link><language>fr</language>
        <item><title>A</title><link>https://t.example/1</link></item></channel></rss>
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Check_names_what_is_wrong_and_proposes_what_to_change()
    {
        await using var server = await LoopbackServer.StartAsync(Site);

        var result = await RunAsync("check", "--allow-private", $"{server["/"]}", $"{server["/old"]}", $"{server["/missing"]}", $"{server["/feed"]}");

        result.ExitCode.ShouldBe(1, result.Errors);
        result.Output.ShouldContain($"not a feed: a web page");
        result.Output.ShouldContain($"-> the page names a feed: list {server["/feed"]} instead");
        result.Output.ShouldContain($"-> moved for good: list {server["/feed"]} instead");
        result.Output.ShouldContain("not found: 404");
        result.Errors.ShouldContain("2 of 4 feeds can be read");
        Directory.Exists(Path.Combine(folder.Path, "data")).ShouldBeFalse("a check stores nothing");
    }

    [Fact]
    public async Task Check_prints_a_JSON_line_a_feed()
    {
        await using var server = await LoopbackServer.StartAsync(Site);

        var result = await RunAsync("check", "--json", "--allow-private", $"{server["/feed"]}");

        result.ExitCode.ShouldBe(0, result.Errors);
        var line = JsonDocument.Parse(result.Output).RootElement;
        line.GetProperty("health").GetString().ShouldBe("healthy");
        line.GetProperty("entries").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Check_reaches_no_private_address_unless_told_to()
    {
        await using var server = await LoopbackServer.StartAsync(Site);

        var result = await RunAsync("check", $"{server["/feed"]}");

        result.ExitCode.ShouldBe(1);
        result.Output.ShouldContain("--allow-private");
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Add_takes_the_feed_that_a_page_names_and_adds_it_once()
    {
        await using var server = await LoopbackServer.StartAsync(Site);

        var first = await RunAsync("add", "--allow-private", $"{server["/"]}", "--feeds", "mine.opml", "--country", "Mali", "--kind", "local");
        var second = await RunAsync("add", "--allow-private", $"{server["/feed"]}", "--feeds", "mine.opml");

        first.ExitCode.ShouldBe(0, first.Errors);
        second.Output.ShouldContain("on the list already");
        var feed = FeedList.Read(Path.Combine(folder.Path, "mine.opml")).ShouldHaveSingleItem();
        (feed.Title, feed.Url, feed.Language, feed.Country, feed.Kind).ShouldBe(("Radio Test", server["/feed"], "fr", "Mali", "local"));
    }

    [Fact]
    public async Task Add_adds_nothing_that_cannot_be_read()
    {
        await using var server = await LoopbackServer.StartAsync(Site);

        var result = await RunAsync("add", "--allow-private", $"{server["/missing"]}", "--feeds", "mine.opml");

        result.ExitCode.ShouldBe(2);
        result.Errors.ShouldContain("not found: 404");
        File.Exists(Path.Combine(folder.Path, "mine.opml")).ShouldBeFalse();
    }

    [Fact]
    public async Task Import_adds_to_the_shipped_list_and_export_gives_it_back_whole()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "other.opml"), $"""
            <opml version="2.0"><body><outline text="Mine"><outline text="New" xmlUrl="https://new.example/feed" priority="high"/></outline>
            <outline text="Known" xmlUrl="{FeedList.Shipped[0].Url}"/></body></opml>
            """);

        var import = await RunAsync("import", "other.opml");
        var export = await RunAsync("export", "--output", "out.opml");
        var list = await RunAsync("list", "--json");

        import.Output.ShouldStartWith("1 of 2 feeds added to ");
        export.ExitCode.ShouldBe(0, export.Errors);
        var feeds = FeedList.Read(Path.Combine(folder.Path, "out.opml"));
        feeds.Count.ShouldBe(FeedList.Shipped.Count + 1);
        feeds.Single(f => f.Title == "New").Attributes.ShouldBe(new Dictionary<string, string> { ["priority"] = "high", [FeedList.Folder] = "Mine" }, ignoreOrder: true);
        list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(feeds.Count);
    }

    private static Task Site(HttpContext context)
    {
        switch (context.Request.Path.Value)
        {
            case "/":
                return context.Response.WriteAsync("""<!doctype html><html><head><title>Radio</title><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>""");
            case "/old":
                context.Response.Redirect("/feed", permanent: true);
                return Task.CompletedTask;
            case "/feed":
                return context.Response.WriteAsync(Rss);
            default:
                context.Response.StatusCode = 404;
                return Task.CompletedTask;
        }
    }

    private Task<CommandLine.Result> RunAsync(string verb, params string[] arguments) => CommandLine.RunAsync(folder.Path, ["feeds", verb, .. arguments]);
}
