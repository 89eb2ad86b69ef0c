using System.Diagnostics;
using System.Net;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Shells;

/// <summary>One's own server: who gets in, what it reads, how it ends.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly TemporaryFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task It_runs_the_cycle_on_the_data_folders_own_files_and_says_where_things_are()
    {
        await using var feeds = await LoopbackFeeds.StartAsync();
        var data = Directory.CreateDirectory(Path.Combine(_work.Path, "data")).FullName;
        File.Move(feeds.Settings(_work)["SahelWatch__FeedList"], Path.Combine(data, "feeds.opml"));
        await File.WriteAllTextAsync(Path.Combine(data, "editions.yaml"), "editions:\n- id: mine\n  title: Mine\n  readers: [subscribers]\n");

        await using var server = await ServerProcess.StartAsync(_work);
        await server.SaysAsync("Grouped 6 new articles");

        server.Output.ShouldContain($"Storing everything in {data}");
        server.Output.ShouldContain(line => line.StartsWith("Watching 2 feeds for 1 edition.", StringComparison.Ordinal));
        StoredArticles.Ids(data).Count.ShouldBe(LoopbackFeeds.Articles);
        (await server.Http.GetStringAsync("/subscriptions")).ShouldContain("Mine");
        Directory.EnumerateDirectories(_work.Path).ShouldBe([data]);
    }

    [Fact]
    public async Task The_operators_pages_open_with_the_key_alone_and_the_rest_to_everybody()
    {
        await using var server = await ServerProcess.StartAsync(_work, null, "--feeds", EmptyList());

        (await StatusAsync(server, HttpMethod.Get, "/status")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(server, HttpMethod.Get, "/status?code=")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(server, HttpMethod.Post, "/operations/prune")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(server, HttpMethod.Get, $"/status?code={server.Key}")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(server, HttpMethod.Get, "/status?code=wrong")).ShouldBe(HttpStatusCode.Unauthorized, "what the right key was shown is cached");
        (await StatusAsync(server, HttpMethod.Get, "/status")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(server, HttpMethod.Post, $"/operations/prune?code={server.Key}")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(server, HttpMethod.Post, $"/operations/all?code={server.Key}")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(server, HttpMethod.Get, "/")).ShouldBe(HttpStatusCode.OK);
        foreach (var stage in new[] { "/PollFeeds", "/GroupStories", "/SendDigests", "/Prune" })
            (await StatusAsync(server, HttpMethod.Post, stage)).ShouldBe(HttpStatusCode.NotFound, stage);
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_ends_it_before_it_serves_anything()
    {
        var result = await CommandLine.RunAsync(_work.Path, "serve", "--feeds", "missing.opml", "--urls", "http://127.0.0.1:0");

        (result.ExitCode, result.Output).ShouldBe((2, ""));
        result.Errors.ShouldContain("missing.opml");
    }

    [Fact]
    public async Task Health_says_how_old_the_last_poll_and_digest_are_and_nothing_else()
    {
        await using var server = await ServerProcess.StartAsync(_work, null, "--feeds", EmptyList());
        await server.SaysAsync("Watching");

        var health = await server.Http.GetStringAsync("/healthz");

        health.ShouldMatch("""^\{"lastPoll":(\d+|null),"lastDigest":null\}$""");
    }

    [Fact]
    public async Task A_request_for_another_host_is_refused()
    {
        await using var server = await ServerProcess.StartAsync(
            _work, new() { ["SahelWatch__Delivery__PublicUrl"] = "https://sahel.example/" }, "--feeds", EmptyList());

        (await StatusAsync(server, HttpMethod.Get, "/", "evil.example")).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(server, HttpMethod.Get, "/", "sahel.example")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(server, HttpMethod.Get, "/", "localhost:7071")).ShouldBe(HttpStatusCode.OK);
    }

    [SkippableFact]
    public async Task Asked_to_end_it_ends_well()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Signals are sent with kill.");
        await using var server = await ServerProcess.StartAsync(_work, null, "--feeds", EmptyList());

        Process.Start("kill", ["-TERM", $"{server.Process.Id}"]).Dispose();

        (await server.EndedAsync()).ShouldBe(0, string.Join('\n', server.Output.Concat(server.Errors)));
        server.Output.ShouldContain("Stopped.");
    }

    [Theory]
    [InlineData("SahelWatch__Web__OperatorKey", "short", "SahelWatch:Web:OperatorKey")]
    [InlineData("SahelWatch__Web__TrustedProxies", "10.0.0.0/99", "10.0.0.0/99")]
    public async Task A_setting_that_cannot_be_used_is_named_in_one_line(string setting, string value, string named)
    {
        var start = CommandLine.StartInfo(_work.Path, ["serve", "--urls", "http://127.0.0.1:0"]);
        start.Environment[setting] = value;
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.ShouldBe(2);
        errors.Trim().ShouldContain(named);
        errors.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("banana")]
    [InlineData("ftp://127.0.0.1:7071")]
    [InlineData("https://127.0.0.1:7443")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://127.0.0.1:7071;")]
    public async Task An_address_that_it_cannot_listen_on_is_named(string urls)
    {
        var result = await CommandLine.RunAsync(_work.Path, "serve", "--urls", urls);

        result.ExitCode.ShouldBe(2, result.Errors);
        result.Errors.ShouldContain("not an address to listen on");
        result.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_in_one_line()
    {
        await using var other = await LoopbackServer.StartAsync(_ => Task.CompletedTask);
        var address = other["/"].GetLeftPart(UriPartial.Authority);

        var result = await CommandLine.RunAsync(_work.Path, "serve", "--urls", address, "--feeds", EmptyList());

        result.ExitCode.ShouldBe(2, result.Errors);
        result.Errors.Trim().ShouldStartWith($"--urls {address}: ");
        result.Errors.Trim().Split('\n').Length.ShouldBe(1, result.Errors);
    }

    [SkippableFact]
    public async Task A_run_started_by_hand_stops_with_the_server_and_says_so()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Signals are sent with kill.");
        await using var feeds = await LoopbackFeeds.StartAsync(secondWaits: true);
        await using var server = await ServerProcess.StartAsync(_work, feeds.Settings(_work));
        await feeds.SecondIsAsked;

        var run = server.Http.PostAsync($"/operations/poll?code={server.Key}", null);
        await feeds.SecondIsAskedAgain;
        Process.Start("kill", ["-TERM", $"{server.Process.Id}"]).Dispose();

        (await run).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await server.EndedAsync()).ShouldBe(0, string.Join('\n', server.Output.Concat(server.Errors)));
    }

    private string EmptyList()
    {
        var path = Path.Combine(_work.Path, "none.opml");
        File.WriteAllText(path, """<opml version="2.0"><head/><body><outline text="Nobody" xmlUrl="http://127.0.0.1:9/feed"/></body></opml>""");
        return path;
    }

    private static async Task<HttpStatusCode> StatusAsync(ServerProcess server, HttpMethod method, string path, string? host = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Host = host;
        using var response = await server.Http.SendAsync(request);
        return response.StatusCode;
    }
}
