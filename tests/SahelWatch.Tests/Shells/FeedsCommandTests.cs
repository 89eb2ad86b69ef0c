using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SahelWatch.Feeds.Opml;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Shells;

/// <summary>The feed list as its users look at it and change it.</summary>
public sealed class FeedsCommandTests : IDisposable
{
    private const string Rss = """
        <rss version="2.0"><channel><title>Radio Test</title><link>https://t.example/</link><language>fr</language>
        <item><title>A</title><link>https://t.example/1</link></item></channel></rss>
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Check_reports_what_is_wrong_and_proposes_changes()
    {
        await using var server = await LoopbackServer.StartAsync(Site);

        var result = await RunAsync("check", "--allow-private", $"{server["/"]}", $"{server["/old"]}", $"{server["/missing"]}", $"{server["/feed"]}");

        result.ExitCode.ShouldBe(1, result.Errors);
        result.Output.ShouldContain($"not a feed: a web page");
        result.Output.ShouldContain($"-> the page links to a feed: list {server["/feed"]} instead");
        result.Output.ShouldContain($"-> moved permanently: list {server["/feed"]} instead");
        result.Output.ShouldContain("not found: 404");
        result.Output.ShouldContain($"-> the site links to a feed: list {server["/feed"]} instead");
        result.Errors.ShouldContain("2 of 4 feeds can be read");
        Directory.Exists(Path.Combine(_folder.Path, "data")).ShouldBeFalse("a check stores nothing");
    }

    [Fact]
    public async Task Check_prints_one_JSON_line_per_feed()
    {
        await using var server = await LoopbackServer.StartAsync(Site);

        var result = await RunAsync("check", "--json", "--allow-private", $"{server["/feed"]}");

        result.ExitCode.ShouldBe(0, result.Errors);
        var line = JsonDocument.Parse(result.Output).RootElement;
        line.GetProperty("health").GetString().ShouldBe("healthy");
        line.GetProperty("entries").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Check_does_not_propose_a_feed_that_cannot_be_read_either()
    {
        await using var server = await LoopbackServer.StartAsync(c =>
        {
            c.Response.StatusCode = c.Request.Path == "/" ? 200 : 404;
            return c.Request.Path == "/" ? c.Response.WriteAsync(
                "<!doctype html><html><head><link rel='alternate' type='application/rss+xml' href='/dead'></head></html>") : Task.CompletedTask;
        });

        var result = await RunAsync("check", "--allow-private", $"{server["/"]}");

        result.Output.ShouldContain($"-> the page links to the feed {server["/dead"]}, but that cannot be read either");
    }

    [Fact]
    public async Task Check_of_all_feeds_ends_with_what_to_fix_in_the_list()
    {
        await using var server = await LoopbackServer.StartAsync(c =>
        {
            var path = c.Request.Path.Value!;
            c.Response.StatusCode = path == "/missing" ? 404 : 200;
            return path == "/missing" ? Task.CompletedTask : c.Response.WriteAsync(path == "/empty" ? "<rss version='2.0'><channel/></rss>" : Rss);
        });
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "mine.opml"), $"""
            <opml version="2.0"><body>
              <outline text="Good" xmlUrl="{server["/good"]}"/><outline text="New" xmlUrl="{server["/new"]}" unchecked="true"/>
              <outline text="Lost" xmlUrl="{server["/missing"]}"/><outline text="Empty" xmlUrl="{server["/empty"]}"/>
            </body></opml>
            """);

        var result = await RunAsync("check", "--all", "--allow-private", "--feeds", "mine.opml");

        result.ExitCode.ShouldBe(1, result.Errors);
        result.Output[result.Output.IndexOf("To fix", StringComparison.Ordinal)..].ReplaceLineEndings("\n").ShouldBe($"""
            To fix in the list:
              Empty  {server["/empty"]}: has no entries: find another address
              Lost  {server["/missing"]}: find another address or remove it (not found: 404 Not Found)
              New  {server["/new"]}: works: remove unchecked="true"

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Check_does_not_poll_a_site_that_asked_to_wait()
    {
        await using var server = await LoopbackServer.StartAsync(c =>
        {
            c.Response.StatusCode = 429;
            c.Response.Headers.RetryAfter = "7200";
            return Task.CompletedTask;
        });
        await WriteListAsync($"{server["/feed"]}");

        await CommandLine.RunAsync(_folder.Path, "run", "--allow-private", "--feeds", "mine.opml");
        var result = await RunAsync("check", "--allow-private", "--feeds", "mine.opml");

        result.ExitCode.ShouldBe(0, result.Errors);
        result.Output.ShouldContain("not polled: the site asked to wait until");
        result.Errors.ShouldContain("0 of 1 feeds can be read, 1 not polled.");
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_feed_that_was_gone_is_polled_again_after_it_is_added_again()
    {
        var gone = true;
        await using var server = await LoopbackServer.StartAsync(c =>
        {
            c.Response.StatusCode = gone ? 410 : 200;
            return gone ? Task.CompletedTask : c.Response.WriteAsync(Rss);
        });
        await WriteListAsync($"{server["/feed"]}");
        string[] mine = ["--allow-private", "--feeds", "mine.opml"];

        await CommandLine.RunAsync(_folder.Path, ["run", .. mine]);
        gone = false;
        await CommandLine.RunAsync(_folder.Path, ["run", "--all", .. mine]);
        server.Requests.Count.ShouldBe(1, "a feed that is gone is not polled automatically");
        var check = await RunAsync("check", mine);
        var add = await RunAsync("add", [$"{server["/feed"]}", .. mine]);
        await CommandLine.RunAsync(_folder.Path, ["run", .. mine]);
        var list = await RunAsync("list", mine);

        check.Output.ShouldContain($"to poll it again, run feeds add {server["/feed"]}");
        add.Output.ShouldContain("because it was gone (410); it will be polled again");
        list.Output.ShouldStartWith("healthy");
    }

    [Fact]
    public async Task Import_adds_the_usable_feeds_and_reports_the_others()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "other.opml"), """
            <opml version="2.0"><body>
            <outline text="Good" xmlUrl="https://good.example/feed"/>
            <outline text="Bad" xmlUrl="ftp://bad.example/feed"/>
            <outline text="Folder" xmlUrl=""><outline text="Within" xmlUrl="https://within.example/feed"/></outline>
            </body></opml>
            """);

        var import = await RunAsync("import", "other.opml", "--feeds", "mine.opml");
        var again = await RunAsync("import", "other.opml", "--feeds", "mine.opml");

        import.ExitCode.ShouldBe(1, import.Errors);
        import.Output.ShouldStartWith("2 of 2 feeds added to ");
        import.Errors.ShouldContain("line 3: xmlUrl=\"ftp://bad.example/feed\" is not an http or https address");
        again.Output.ShouldStartWith("All 2 feeds are already in ");
    }

    [Fact]
    public async Task A_change_leaves_the_rest_of_the_file_unchanged()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "mine.opml"), """
            <?xml version="1.0" encoding="ISO-8859-1"?>
            <opml version="2.0" xmlns:frss="https://freshrss.org/opml"><head><title>Ma liste</title><ownerName>A</ownerName></head><body>
            <!-- local press -->
            <outline text="Mali" title="Mali" frss:opmlUrl="https://a.example/list"><outline type="HTML+XPath" text="A" title="Radio A" xmlUrl="https://a.example/feed" frss:xPathItem="//article"/></outline>
            </body></opml>
            """);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "other.opml"),
            """<opml version="2.0"><body><outline text="Mali"><outline text="B" xmlUrl="https://b.example/feed"/></outline></body></opml>""");

        await RunAsync("import", "other.opml", "--feeds", "mine.opml");
        var export = await RunAsync("export", "--feeds", "mine.opml");

        var opml = System.Xml.Linq.XDocument.Parse(export.Output);
        export.Output.ShouldContain("<!-- local press -->");
        export.Output.ShouldContain("frss:xPathItem=\"//article\"");
        opml.Root!.Element("head")!.Elements().Select(e => e.Value).ShouldBe(["Ma liste", "A"]);
        var mali = opml.Root.Element("body")!.Elements("outline").ShouldHaveSingleItem();
        mali.Attributes().Select(a => a.Value).ShouldBe(["Mali", "Mali", "https://a.example/list"]);
        mali.Elements("outline").Select(o => ((string?)o.Attribute("type"), (string?)o.Attribute("text"), (string?)o.Attribute("title")))
            .ShouldBe([("HTML+XPath", "A", "Radio A"), ("rss", "B", null)]);
    }

    [Fact]
    public async Task Changes_are_made_to_the_list_in_the_settings()
    {
        var list = Path.Combine(_folder.Path, "ours.opml");
        await File.WriteAllTextAsync(list, """<opml version="2.0"><body><outline text="A" xmlUrl="https://a.example/feed"/></body></opml>""");
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "local.settings.json"),
            JsonSerializer.Serialize(new { Values = new Dictionary<string, string> { ["SahelWatch__FeedList"] = list } }));
        await File.WriteAllTextAsync(
            Path.Combine(_folder.Path, "other.opml"), """<opml version="2.0"><body><outline text="B" xmlUrl="https://b.example/feed"/></body></opml>""");

        await RunAsync("import", "other.opml");

        FeedList.Read(File.ReadAllBytes(list), list).Select(f => f.Title).ShouldBe(["A", "B"]);
    }

    [Fact]
    public async Task Check_does_not_connect_to_private_addresses_unless_told_to()
    {
        await using var server = await LoopbackServer.StartAsync(Site);

        var result = await RunAsync("check", $"{server["/feed"]}");

        result.ExitCode.ShouldBe(1);
        result.Output.ShouldContain("--allow-private");
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Add_finds_the_feed_that_a_page_links_to_and_adds_it_once()
    {
        await using var server = await LoopbackServer.StartAsync(Site);

        var first = await RunAsync("add", "--allow-private", $"{server["/"]}", "--feeds", "mine.opml", "--country", "Mali", "--kind", "local");
        var second = await RunAsync("add", "--allow-private", $"{server["/feed"]}", "--feeds", "mine.opml");

        first.ExitCode.ShouldBe(0, first.Errors);
        second.Output.ShouldContain("already on the list");
        var feed = FeedList.Read(File.ReadAllBytes(Path.Combine(_folder.Path, "mine.opml")), "mine.opml").ShouldHaveSingleItem();
        (feed.Title, feed.Url, feed.Language, feed.Country, feed.Kind).ShouldBe(("Radio Test", server["/feed"], "fr", "Mali", "local"));
    }

    [Fact]
    public async Task Add_does_not_add_a_feed_that_cannot_be_read()
    {
        await using var server = await LoopbackServer.StartAsync(Site);

        var result = await RunAsync("add", "--allow-private", $"{server["/missing"]}", "--feeds", "mine.opml");

        result.ExitCode.ShouldBe(2);
        result.Errors.ShouldContain("not found: 404");
        File.Exists(Path.Combine(_folder.Path, "mine.opml")).ShouldBeFalse();
    }

    [Fact]
    public async Task Import_adds_to_the_shipped_list_and_export_writes_all_of_it()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "other.opml"), $"""
            <opml version="2.0"><body><outline text="Mine"><outline text="New" xmlUrl="https://new.example/feed" priority="high"/></outline>
            <outline text="Known" xmlUrl="{FeedList.Shipped[0].Url}"/></body></opml>
            """);

        var import = await RunAsync("import", "other.opml");
        var export = await RunAsync("export", "--output", "out.opml");
        var list = await RunAsync("list", "--json");

        import.Output.ShouldStartWith("1 of 2 feeds added to ");
        export.ExitCode.ShouldBe(0, export.Errors);
        var feeds = FeedList.Read(File.ReadAllBytes(Path.Combine(_folder.Path, "out.opml")), "out.opml");
        feeds.Count.ShouldBe(FeedList.Shipped.Count + 1);
        feeds.Single(f => f.Title == "New").Attributes.ShouldBe(
            new Dictionary<string, string> { ["priority"] = "high", [FeedList.Folder] = "Mine" }, ignoreOrder: true);
        list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(feeds.Count);
    }

    private Task WriteListAsync(string url) =>
        File.WriteAllTextAsync(Path.Combine(_folder.Path, "mine.opml"), $"""<opml version="2.0"><body><outline text="A" xmlUrl="{url}"/></body></opml>""");

    private static Task Site(HttpContext context)
    {
        switch (context.Request.Path.Value)
        {
            case "/":
                return context.Response.WriteAsync(
                    """<!doctype html><html><head><title>Radio</title><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>""");
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

    private Task<CommandLine.Result> RunAsync(string verb, params string[] arguments) => CommandLine.RunAsync(_folder.Path, ["feeds", verb, .. arguments]);
}
