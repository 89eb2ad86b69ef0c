using System.Globalization;
using Microsoft.AspNetCore.Http;
using SahelWatch.Polling;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Polling;

public class RetryAfterTests
{
    [Theory]
    [InlineData("7200", 2)]
    [InlineData("Sun, 22 Nov 2026 09:00:00 GMT", 3)]
    [InlineData("31536000", 48)]
    [InlineData("Mon, 22 Nov 2027 06:00:00 GMT", 48)]
    public async Task A_server_that_sends_Retry_After_is_neither_retried_at_once_nor_polled_earlier(string header, int hours)
    {
        await using var polling = await Polling.StartAsync(Refuse(503, header));
        var feed = polling.Server["/feed"];

        var result = await polling.PollAsync();
        polling.Clock.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromSeconds(1));
        var early = await polling.PollAsync([feed], all: true);
        polling.Clock.Advance(TimeSpan.FromSeconds(1));
        var due = await polling.PollAsync([feed], all: false);

        Polling.Failure(result).RetryAfter.ShouldBe(TimeSpan.FromHours(hours));
        early.Single().Outcome.ShouldBe(new FeedOutcome.PutOff(TestClock.Start.AddHours(hours)), "this applies even to a poll by hand");
        due.Count.ShouldBe(1);
        polling.Server.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("soon")]
    [InlineData("Sat, 21 Nov 2026 09:00:00 GMT")]
    public async Task An_invalid_Retry_After_is_ignored(string header)
    {
        await using var polling = await Polling.StartAsync(Refuse(404, header));

        var result = await polling.PollAsync();

        Polling.Failure(result).RetryAfter.ShouldBeNull();
        result.State.NotBefore.ShouldBeNull();
    }

    [Fact]
    public async Task A_503_of_one_feed_does_not_stall_its_host()
    {
        await using var polling = await Polling.StartAsync(c => c.Request.Path == "/bad" ? Refuse(503, "7200")(c) : c.Response.WriteAsync(Polling.Rss));

        var results = await polling.PollAsync(Feeds(polling, "/bad", "/a", "/b", "/c", "/d"));

        results.Count(r => r.Outcome is FeedOutcome.Fetched).ShouldBe(4);
    }

    [Fact]
    public async Task A_429_makes_the_whole_host_wait_in_this_round_and_the_next()
    {
        var asked = 0;
        await using var polling = await Polling.StartAsync(
            c => ++asked == 1 ? Refuse(429, "7200")(c) : c.Response.WriteAsync(Polling.Rss), o => o.RequestsPerHost = 1);
        var feeds = Feeds(polling, "/a", "/b", "/c");

        var first = await polling.PollAsync(feeds);
        polling.Clock.Advance(TimeSpan.FromHours(1));
        var meanwhile = await polling.PollAsync([.. feeds, polling.Server["/new"]], all: false);
        polling.Clock.Advance(TimeSpan.FromHours(1));
        var later = await polling.PollAsync(feeds, all: false);

        first.Count(r => r.Outcome is FeedOutcome.PutOff).ShouldBe(2);
        meanwhile.ShouldBeEmpty("not even a feed that was never polled");
        later.Count.ShouldBe(3);
        polling.Server.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_429_from_a_bot_wall_makes_the_whole_host_wait_too()
    {
        await using var polling = await Polling.StartAsync(async c =>
        {
            await Refuse(429, "7200")(c);
            await c.Response.WriteAsync("<html><title>Attention Required! | Cloudflare</title></html>");
        }, o => o.RequestsPerHost = 1);
        var feeds = Feeds(polling, "/a", "/b", "/c");

        var first = await polling.PollAsync(feeds);
        var meanwhile = await polling.PollAsync([.. feeds, polling.Server["/new"]], all: false);

        Polling.Failure(first.Single(r => r.Outcome is FeedOutcome.Failed)).Reason.ShouldBe(FailureReason.BotWall);
        meanwhile.ShouldBeEmpty();
        polling.Server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_429_of_one_host_does_not_affect_another()
    {
        await using var other = await LoopbackServer.StartAsync(c => c.Response.WriteAsync(Polling.Rss));
        await using var polling = await Polling.StartAsync(Refuse(429, "60"));

        var results = await polling.PollAsync([polling.Server["/feed"], other["/feed"]]);

        results.Count(r => r.Outcome is FeedOutcome.Fetched).ShouldBe(1);
    }

    private static Uri[] Feeds(Polling polling, params string[] paths) => [.. paths.Select(p => polling.Server[p])];

    private static RequestDelegate Refuse(int status, string retryAfter) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = retryAfter;
        // The server's own clock; Kestrel's Date header would use that of the machine.
        context.Response.Headers.Date = TestClock.Start.ToString("r", CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    };
}
