using System.Net;
using System.Text.Json;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Shells;

/// <summary>The Functions app against the contract of custom handlers: the built executable, spoken to as the host does.</summary>
public sealed class FunctionsAppTests : IDisposable
{
    /// <summary>As a real host sent it.</summary>
    private const string Timer = """
        {"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":{"Last":"2026-11-22T09:06:00.0034773+00:00","Next":"2026-11-22T09:07:00+00:00","LastUpdated":"2026-11-22T09:06:00.0034773+00:00"},"IsPastDue":false}},"Metadata":{"sys":{"MethodName":"PollFeeds","UtcNow":"2026-11-22T09:07:00.0009004Z","RandGuid":"7d1b5ee6-32f5-4a5e-8a4b-5f6c26bb3e6d"}}}
        """;

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task The_four_timers_run_the_cycle_and_answer_as_the_host_wants_it()
    {
        await using var feeds = await LoopbackFeeds.StartAsync();
        await using var app = await FunctionsProcess.UnderAHost(_data, feeds.Settings(_data)).ReadyAsync();

        foreach (var (function, says) in new[] { ("PollFeeds", "Polled 2 of 2 feeds"), ("GroupStories", "Grouped 6 articles"), ("SendDigests", "0 digests"), ("Prune", "Deleted 0 articles") })
        {
            using var answer = await app.InvokeAsync(function, Timer);

            answer.StatusCode.ShouldBe(HttpStatusCode.OK, function);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
            using var reply = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            reply.RootElement.GetProperty("Logs")[0].GetString()!.ShouldContain(says);
            reply.RootElement.GetProperty("Outputs").ValueKind.ShouldBe(JsonValueKind.Object);
        }

        StoredArticles.Ids(_data.Path).Count.ShouldBe(LoopbackFeeds.Articles);
        app.Errors.ShouldBeEmpty();
        app.Output.ShouldNotContain(line => line.Contains("Overriding", StringComparison.Ordinal), "the host's ASPNETCORE_URLS is none of ours");
    }

    [Fact]
    public async Task A_function_that_does_not_exist_is_not_found()
    {
        await using var app = await FunctionsProcess.UnderAHost(_data).ReadyAsync();

        using var answer = await app.InvokeAsync("NoSuchFunction", Timer);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"Data\":")]
    public async Task What_is_no_invocation_is_refused(string body)
    {
        await using var app = await FunctionsProcess.UnderAHost(_data).ReadyAsync();

        using var answer = await app.InvokeAsync("PollFeeds", body);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_run_that_fails_is_a_500_and_one_line_on_standard_error_that_says_why()
    {
        var file = Path.Combine(_data.Path, "file");
        await File.WriteAllTextAsync(file, "");
        await using var feeds = await LoopbackFeeds.StartAsync();
        await using var app = await FunctionsProcess.UnderAHost(_data, new(feeds.Settings(_data)) { ["SahelWatch__Storage__Folder"] = Path.Combine(file, "data") }).ReadyAsync();

        using var answer = await app.InvokeAsync("PollFeeds", Timer);

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        await FunctionsProcess.UntilAsync(() => Task.FromResult(!app.Errors.IsEmpty));
        var line = app.Errors.ShouldHaveSingleItem();
        line.ShouldContain("PollFeeds failed (invocation 4b5a7c0e-5a37-4b55-9d0c-4f9f5c0b8f6e): Could not ");
        app.Process.HasExited.ShouldBeFalse();
    }

    [Fact]
    public async Task Killed_in_the_middle_of_a_poll_it_loses_nothing_and_stores_nothing_twice()
    {
        await using var feeds = await LoopbackFeeds.StartAsync(secondWaits: true);
        await using (var first = await FunctionsProcess.UnderAHost(_data, feeds.Settings(_data)).ReadyAsync())
        {
            var invocation = first.InvokeAsync("PollFeeds", Timer);
            await feeds.SecondIsAsked;
            first.Process.Kill();
            await Should.ThrowAsync<HttpRequestException>(() => invocation);
        }

        feeds.Release();
        await using var second = await FunctionsProcess.UnderAHost(_data, feeds.Settings(_data)).ReadyAsync();
        using var poll = await second.InvokeAsync("PollFeeds", Timer);
        using var group = await second.InvokeAsync("GroupStories", Timer);

        poll.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await group.Content.ReadAsStringAsync()).ShouldContain($"Grouped {LoopbackFeeds.Articles} articles");
        StoredArticles.Ids(_data.Path).Count.ShouldBe(LoopbackFeeds.Articles);
    }

    [Fact]
    public async Task A_setting_that_cannot_be_used_ends_it_with_a_line_and_not_with_0()
    {
        await using var app = FunctionsProcess.UnderAHost(_data, new() { ["SahelWatch__FeedList"] = "/no/such/feeds.opml" });

        (await app.EndedAsync()).ShouldBe(1);
        app.Errors.ShouldHaveSingleItem().ShouldContain("/no/such/feeds.opml");
    }

    [SkippableFact]
    public async Task A_host_that_asks_it_to_end_does_not_see_a_0()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Signals are sent with kill.");
        await using var app = await FunctionsProcess.UnderAHost(_data).ReadyAsync();

        using var kill = System.Diagnostics.Process.Start("kill", ["-TERM", $"{app.Process.Id}"]);

        (await app.EndedAsync()).ShouldBe(1);
    }

    [SkippableFact]
    public async Task It_ends_when_its_host_is_gone()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The parent is watched through /proc.");
        await using var host = await FunctionsProcess.UnderAHost(_data, null, "sh", "-c", "\"$0\" & echo started $!; wait").ReadyAsync();
        var child = int.Parse(host.Output.First(line => line.StartsWith("started ", StringComparison.Ordinal))["started ".Length..], null);
        using var orphan = System.Diagnostics.Process.GetProcessById(child);

        host.Process.Kill();

        await FunctionsProcess.UntilAsync(() => Task.FromResult(orphan.HasExited));
        orphan.HasExited.ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_host_it_runs_the_cycle_itself_and_serves_the_same_pages()
    {
        await using var feeds = await LoopbackFeeds.StartAsync();
        await using var app = await FunctionsProcess.ByItself(_data, feeds.Settings(_data)).ReadyAsync();

        await FunctionsProcess.UntilAsync(() => Task.FromResult(Stored("stories") > 0));
        using var status = await app.GetAsync("/status");

        StoredArticles.Ids(_data.Path).Count.ShouldBe(LoopbackFeeds.Articles);
        status.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await status.Content.ReadAsStringAsync()).ShouldContain("Polled 2 of 2 feeds");
    }

    [Fact]
    public async Task Pages_are_served_under_the_path_that_the_host_forwards_and_let_no_script_run()
    {
        var page = Directory.CreateDirectory(Path.Combine(_data.Path, "digests", "daily"));
        await File.WriteAllTextAsync(Path.Combine(page.FullName, "2026-11-22.html"), "<h1>The Sahel today</h1>");
        await using var app = await FunctionsProcess.UnderAHost(_data).ReadyAsync();

        using var digest = await app.GetAsync("/digests/daily/2026-11-22");
        using var none = await app.GetAsync("/digests/daily/2026-11-21");
        using var elsewhere = await app.GetAsync("/digests/daily/..%2f..%2ffeeds");

        (await digest.Content.ReadAsStringAsync()).ShouldBe("<h1>The Sahel today</h1>");
        digest.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        elsewhere.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private int Stored(string kind) => Path.Combine(_data.Path, kind) is var folder && Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Count() : 0;
}
