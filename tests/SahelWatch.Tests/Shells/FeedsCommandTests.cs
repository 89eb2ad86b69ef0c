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
    public async Task Check_names_what_is_wrong_and_proposes_what_to_change()
    {
        await using var server = await LoopbackServer.StartAsync(Site);

        var result = await RunAsync("check", "--allow-private", $"{server["/"]}", $"{server["/old"]}", $"{server["/missing"]}", $"{server["/feed"]}");

        result.ExitCode.ShouldBe(1, result.Errors);
        result.Output.ShouldContain($"not a feed: a web page");
        result.Output.ShouldContain($"-> the page names a feed: list {server["/feed"]} instead");
        result.Output.ShouldContain($"-> moved for good: list {server["/feed"]} instead");
        result.Output.ShouldContain("not found: 404");
        result.Output.ShouldContain($"-> the site names a feed: list {server["/feed"]} instead");
        result.Errors.ShouldContain("2 of 4 feeds can be read");
        Directory.Exists(Path.Combine(_folder.Path, "data")).ShouldBeFalse("a check stores nothing");
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
    public async Task Check_proposes_no_feed_that_cannot_be_read_either()
    {
        await using var server = await LoopbackServer.StartAsync(c =>
        {
            c.Response.StatusCode = c.Request.Path == "/" ? 200 : 404;
            return c.Request.Path == "/" ? c.Response.WriteAsync(
                "<!doctype html><html><head><link rel='alternate' type='application/rss+xml' href='/dead'></head></html>") : Task.CompletedTask;
        });

        var result = await RunAsync("check", "--allow-private", $"{server["/"]}");

        result.Output.ShouldContain($"-> the page names {server["/dead"]} as its feed, but that cannot be read either");
    }

    [Fact]
    public async Task Check_of_all_ends_with_what_to_mend_in_the_list()
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
        result.Output[result.Output.IndexOf("To mend", StringComparison.Ordinal)..].ReplaceLineEndings("\n").ShouldBe($"""
            To mend in the list:
              Empty  {server["/empty"]}: answers without an entry: find another address
              Lost  {server["/missing"]}: find another address or take it out (not found: 404 Not Found)
              New  {server["/new"]}: answers: take unchecked="true" off

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Check_leaves_a_site_alone_that_asked_for_rest()
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
        result.Output.ShouldContain("not asked: the site wants rest until");
        result.Errors.ShouldContain("0 of 1 feeds can be read, 1 not asked.");
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_feed_that_was_gone_is_polled_again_once_it_is_added_again()
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
        server.Requests.Count.ShouldBe(1, "gone is not asked again by itself");
        var check = await RunAsync("check", mine);
        var add = await RunAsync("add", [$"{server["/feed"]}", .. mine]);
        await CommandLine.RunAsync(_folder.Path, ["run", .. mine]);
        var list = await RunAsync("list", mine);

        check.Output.ShouldContain($"feeds add {server["/feed"]} has it polled again");
        add.Output.ShouldContain("given up as gone (410); it is polled again");
        list.Output.ShouldStartWith("healthy");
    }

    [Fact]
    public async Task Import_takes_what_can_be_used_and_names_the_rest()
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
        again.Output.ShouldStartWith("All 2 feeds are on ");
    }

    [Fact]
    public async Task A_change_leaves_the_rest_of_the_file_as_it_was()
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
    public async Task The_list_of_the_settings_is_the_one_that_is_changed()
    {
        var list = Path.Combine(_folder.Path, "ours.opml");
        await File.WriteAllTextAsync(list, """<opml version="2.0"><body><outline text="A" xmlUrl="https://a.example/feed"/></body></opml>""");
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "local.settings.json"),
            JsonSerializer.Serialize(new { Values = new Dictionary<string, string> { ["SahelWatch__FeedList"] = list } }));
        await File.WriteAllTextAsync(
            Path.Combine(_folder.Path, "other.opml"), """<opml version="2.0"><body><outline text="B" xmlUrl="https://b.example/feed"/></body></opml>""");

        await RunAsync("import", "other.opml");

        FeedList.Read(list).Select(f => f.Title).ShouldBe(["A", "B"]);
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
        var feed = FeedList.Read(Path.Combine(_folder.Path, "mine.opml")).ShouldHaveSingleItem();
        (feed.Title, feed.Url, feed.Language, feed.Country, feed.Kind).ShouldBe(("Radio Test", server["/feed"], "fr", "Mali", "local"));
    }

    [Fact]
    public async Task Add_adds_nothing_that_cannot_be_read()
    {
        await using var server = await LoopbackServer.StartAsync(Site);

        var result = await RunAsync("add", "--allow-private", $"{server["/missing"]}", "--feeds", "mine.opml");

        result.ExitCode.ShouldBe(2);
        result.Errors.ShouldContain("not found: 404");
        File.Exists(Path.Combine(_folder.Path, "mine.opml")).ShouldBeFalse();
    }

    [Fact]
    public async Task Import_adds_to_the_shipped_list_and_export_gives_it_back_whole()
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
        var feeds = FeedList.Read(Path.Combine(_folder.Path, "out.opml"));
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
