using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using SahelWatch.Tests.Support;
using SahelWatch.Tests.Support.Worker;
using SahelWatch.Tests.Support.Worker.Messages;
using Status = SahelWatch.Tests.Support.Worker.Messages.StatusResult.Types.Status;

namespace SahelWatch.Tests.Shells;

/// <summary>The published Functions app, started and driven as the Functions host does.</summary>
[Collection(OnePublishedWorker.Name)]
public sealed class WorkerTests(PublishedWorker published) : IDisposable
{
    private const long LargestWorkingSet = 200 * 1024 * 1024;

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task The_host_is_told_every_function_with_its_trigger()
    {
        await using var host = await WorkerHost.StartAsync(published.Folder, _data.Path, new() { ["SahelWatch__Schedules__Prune"] = "0 0 1 * * *" });

        host.Functions.Values.Select(f => (f.Name, Trigger(f))).ShouldBe(
        [
            ("PollFeeds", "timerTrigger 0 */15 * * * *"),
            ("GroupStories", "timerTrigger 0 8/30 * * * *"),
            ("SendAlerts", "timerTrigger 30 */5 * * * *"),
            ("SendDigests", "timerTrigger 0 */10 * * * *"),
            ("Prune", "timerTrigger 0 0 1 * * *"),
            ("PollShard", "queueTrigger sahelwatch-polls"),
            ("GroupAfterPoll", "queueTrigger sahelwatch-grouping"),
            ("NotePoisonedPoll", "queueTrigger sahelwatch-polls-poison"),
            ("NotePoisonedGrouping", "queueTrigger sahelwatch-grouping-poison"),
            ("Status", "httpTrigger status Function"),
            ("Operations", "httpTrigger operations/{stage} Function"),
            ("ZzPages", "httpTrigger {*path} Anonymous"),
        ], ignoreOrder: true);
        host.Functions.Keys.Max(StringComparer.Ordinal).ShouldBe("ZzPages", "the host takes the first route that fits, in the order of names");
    }

    [Fact]
    public async Task The_timers_run_the_cycle_and_a_poll_that_stored_articles_has_them_grouped()
    {
        await using var feeds = await LoopbackFeeds.StartAsync();
        await using var host = await WorkerHost.StartAsync(published.Folder, _data.Path, feeds.Settings(_data));

        var poll = await host.FireAsync("PollFeeds");
        var message = Output(poll, "Group");
        foreach (var response in new[] { poll, await host.DeliverAsync("GroupAfterPoll", message!), await host.FireAsync("GroupStories"), await host.FireAsync(
            "SendDigests"), await host.FireAsync("Prune") })
            response.Result.Status.ShouldBe(Status.Success, response.Result.Exception?.Message);
        var again = await host.FireAsync("PollFeeds");

        StoredArticles.Ids(_data.Path).Count.ShouldBe(LoopbackFeeds.Articles);
        Stored("stories").ShouldBeGreaterThan(0);
        message.ShouldNotBeNull();
        Output(poll, "Shards").ShouldBeNull("one shard needs no queue");
        Output(again, "Group").ShouldBeNull("nothing was stored");
        host.Process.Refresh();
        host.Process.WorkingSet64.ShouldBeLessThan(LargestWorkingSet, "an instance has 512 MB, and the host wants its share");
        host.Logs.Where(l => l.Level >= RpcLog.Types.Level.Warning).Select(l => l.Message).ShouldBeEmpty();
    }

    [Fact]
    public async Task Shards_are_polled_by_a_message_each_and_every_feed_by_one_of_them()
    {
        await using var feeds = await LoopbackFeeds.StartAsync();
        await using var host = await WorkerHost.StartAsync(published.Folder, _data.Path, new(feeds.Settings(_data)) { ["SahelWatch__Shards"] = "4" });

        var messages = (await host.FireAsync("PollFeeds")).OutputData.Single(o => o.Name == "Shards").Data.Strings();
        StoredArticles.Ids(_data.Path).ShouldBeEmpty();
        foreach (var message in messages)
            (await host.DeliverAsync("PollShard", message)).Result.Status.ShouldBe(Status.Success);

        messages.ShouldBe(["0", "1", "2", "3"]);
        StoredArticles.Ids(_data.Path).Count.ShouldBe(LoopbackFeeds.Articles);
    }

    [Fact]
    public async Task A_message_given_up_by_the_host_is_counted_for_the_status_page()
    {
        await using var host = await WorkerHost.StartAsync(published.Folder, _data.Path);

        var noted = await host.DeliverAsync("NotePoisonedPoll", "3");
        noted.Result.Status.ShouldBe(Status.Success, noted.Result.Exception?.Message + noted.Result.Exception?.StackTrace);
        (await host.DeliverAsync("NotePoisonedGrouping", "articles were stored")).Result.Status.ShouldBe(Status.Success);
        using var status = await host.SendAsync("Status", new HttpRequestMessage(HttpMethod.Get, "/status"));

        (await status.Content.ReadAsStringAsync()).ShouldContain("messages given up: 2");
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("4")]
    [InlineData("39")]
    public async Task A_message_of_a_shard_that_there_no_longer_is_polls_nothing_and_is_no_poll(string message)
    {
        await using var feeds = await LoopbackFeeds.StartAsync();
        await using var host = await WorkerHost.StartAsync(published.Folder, _data.Path, new(feeds.Settings(_data)) { ["SahelWatch__Shards"] = "4" });

        (await host.DeliverAsync("PollShard", message)).Result.Status.ShouldBe(Status.Success);

        Directory.Exists(Path.Combine(_data.Path, "runs")).ShouldBeFalse("a status page that shows a poll just now would hide that there was none");
    }

    [Fact]
    public async Task Garbled_messages_fail_by_themselves_and_their_count_survives_whatever_they_hold()
    {
        string[] garbled = ["", "three", "{}", "[1]", "\"2\"x", "1.5", "99999999999999999999", "\0", "<script>alert(1)</script>", new('9', 60_000), "\u202e0"];
        await using var host = await WorkerHost.StartAsync(published.Folder, _data.Path);

        foreach (var message in garbled)
        {
            (await host.DeliverAsync("PollShard", message)).Result.Status.ShouldBe(Status.Failure, message);
            (await host.DeliverAsync("NotePoisonedPoll", message)).Result.Status.ShouldBe(Status.Success, message);
        }

        using var status = await host.SendAsync("Status", new HttpRequestMessage(HttpMethod.Get, "/status"));
        var page = await status.Content.ReadAsStringAsync();
        page.ShouldContain($"messages given up: {garbled.Length}");
        page.ShouldNotContain("<script>");
    }

    [Fact]
    public async Task A_run_started_by_hand_stops_when_the_host_ends_the_worker_and_says_so()
    {
        await using var feeds = await LoopbackFeeds.StartAsync(secondWaits: true);
        await using var host = await WorkerHost.StartAsync(published.Folder, _data.Path, feeds.Settings(_data));

        var run = host.SendAsync("Operations", new HttpRequestMessage(HttpMethod.Post, "/operations/poll"), new() { ["stage"] = "poll" });
        await feeds.SecondIsAsked;
        host.Terminate();

        (await run).StatusCode.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
        (await host.EndedAsync()).ShouldBe(1, string.Join('\n', host.Errors));
    }

    [Fact]
    public async Task What_a_run_did_is_sent_to_the_collector_that_the_environment_names_when_the_run_ends()
    {
        var sent = new ConcurrentQueue<string>();
        await using var collector = await LoopbackServer.StartAsync(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            sent.Enqueue(context.Request.Path + Encoding.Latin1.GetString(body.ToArray())); // protobuf: names are plain in it
        });
        await using var feeds = await LoopbackFeeds.StartAsync();
        await using var host = await WorkerHost.StartAsync(published.Folder, _data.Path, new(feeds.Settings(_data))
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"{collector["/"]}",
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        });

        await host.FireAsync("PollFeeds");

        sent.ShouldContain(m => m.StartsWith("/v1/metrics", StringComparison.Ordinal) && m.Contains("sahelwatch.runs", StringComparison.Ordinal)
            && m.Contains("sahelwatch.blob.operations", StringComparison.Ordinal));
        sent.ShouldContain(m => m.StartsWith("/v1/traces", StringComparison.Ordinal) && m.Contains("poll", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_timer_that_was_missed_is_noted_in_the_log()
    {
        await using var host = await WorkerHost.StartAsync(published.Folder, _data.Path);

        await host.FireAsync("Prune", pastDue: true);

        host.Logs.ShouldContain(l => l.Message.StartsWith("Prune runs late", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_is_cancelled_ends_soon_and_the_next_one_goes_on_as_if_nothing_had_been()
    {
        await using var feeds = await LoopbackFeeds.StartAsync(secondWaits: true);
        await using var host = await WorkerHost.StartAsync(published.Folder, _data.Path, feeds.Settings(_data));

        var poll = host.FireAsync("PollFeeds", id: "cancelled");
        await feeds.SecondIsAsked;
        var clock = Stopwatch.StartNew();
        host.Cancel("cancelled");
        (await poll).Result.Status.ShouldNotBe(Status.Success);
        var took = clock.Elapsed;
        feeds.Release();
        var next = await host.FireAsync("PollFeeds");

        took.ShouldBeLessThan(TimeSpan.FromSeconds(5), "the host waits no longer before it kills");
        next.Result.Status.ShouldBe(Status.Success, next.Result.Exception?.Message);
        StoredArticles.Ids(_data.Path).Count.ShouldBe(LoopbackFeeds.Articles);
    }

    [Fact]
    public async Task A_run_that_fails_says_why_and_the_worker_lives_on()
    {
        var file = Path.Combine(_data.Path, "file");
        await File.WriteAllTextAsync(file, "");
        await using var feeds = await LoopbackFeeds.StartAsync();
        await using var host = await WorkerHost.StartAsync(
            published.Folder, _data.Path, new(feeds.Settings(_data)) { ["SahelWatch__Storage__Folder"] = Path.Combine(file, "data") });

        var failed = await host.FireAsync("PollFeeds");
        var page = await host.SendAsync("ZzPages", new HttpRequestMessage(HttpMethod.Get, "/"));

        failed.Result.Status.ShouldBe(Status.Failure);
        failed.Result.Exception.Message.ShouldContain("Could not ");
        ((int)page.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task A_setting_that_cannot_be_used_ends_it_with_a_line_and_not_with_0()
    {
        await using var host = await WorkerHost.LaunchAsync(published.Folder, _data.Path, new() { ["SahelWatch__Schedules__PollFeeds"] = "every quarter" });

        (await host.EndedAsync()).ShouldBe(1);
        host.Errors.ShouldContain(line => line.Contains("SahelWatch:Schedules:PollFeeds takes six fields", StringComparison.Ordinal));
        host.Errors.ShouldNotContain(line => line.StartsWith("   at ", StringComparison.Ordinal));
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Asked_to_end_it_does_not_end_with_0(bool byTheHost)
    {
        Skip.IfNot(byTheHost || OperatingSystem.IsLinux(), "Signals are sent with kill.");
        await using var host = await WorkerHost.StartAsync(published.Folder, _data.Path);

        if (byTheHost)
            host.Terminate();
        else
            Process.Start("kill", ["-TERM", $"{host.Process.Id}"]).Dispose();

        (await host.EndedAsync()).ShouldBe(1, string.Join('\n', host.Errors));
    }

    [Fact]
    public async Task Killed_in_the_middle_of_a_poll_it_loses_nothing_and_stores_nothing_twice()
    {
        await using var feeds = await LoopbackFeeds.StartAsync(secondWaits: true);
        await using (var first = await WorkerHost.StartAsync(published.Folder, _data.Path, feeds.Settings(_data)))
        {
            var poll = first.FireAsync("PollFeeds");
            await feeds.SecondIsAsked;
            first.Process.Kill();
            await Should.ThrowAsync<WorkerGoneException>(() => poll);
        }

        feeds.Release();
        await using var second = await WorkerHost.StartAsync(published.Folder, _data.Path, feeds.Settings(_data));
        await second.FireAsync("PollFeeds");
        await second.FireAsync("GroupStories");

        StoredArticles.Ids(_data.Path).Count.ShouldBe(LoopbackFeeds.Articles);
    }

    [SkippableFact]
    public async Task It_ends_when_its_host_is_gone()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The parent is watched through /proc.");
        await using var host = await WorkerHost.StartAsync(published.Folder, _data.Path, null, "sh", "-c", "\"$@\" & echo worker $! >&2; wait", "sh");
        var id = int.Parse(host.Errors.First(line => line.StartsWith("worker ", StringComparison.Ordinal))["worker ".Length..], null);
        using var orphan = Process.GetProcessById(id);

        host.Process.Kill();

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await orphan.WaitForExitAsync(patience.Token);
        orphan.HasExited.ShouldBeTrue();
    }

    private static string Trigger(RpcFunctionMetadata function)
    {
        var trigger = function.RawBindings.Select(b => JsonDocument.Parse(b).RootElement)
            .Single(b => Text(b, "type").EndsWith("Trigger", StringComparison.OrdinalIgnoreCase));
        return string.Join(' ', new[] { Text(trigger, "type"), Text(trigger, "schedule"), Text(trigger, "queueName"), Text(trigger, "route"), Text(
            trigger, "authLevel") }.Where(t => t.Length > 0));
    }

    private static string Text(JsonElement binding, string name) => binding.TryGetProperty(name, out var value) ? value.GetString()! : "";

    private static string? Output(InvocationResponse response, string name) =>
        response.OutputData.SingleOrDefault(o => o.Name == name)?.Data.Strings() is { Count: > 0 } said ? string.Join(' ', said) : null;

    private int Stored(string kind) => Path.Combine(_data.Path, kind) is var folder && Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Count()
        : 0;
}
