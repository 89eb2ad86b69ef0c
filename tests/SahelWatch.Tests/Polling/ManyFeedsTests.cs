using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using SahelWatch.Polling;
using SahelWatch.Polling.Fetching;

namespace SahelWatch.Tests.Polling;

/// <summary>Many feeds in one round: politeness, isolation, stopping.</summary>
public class ManyFeedsTests
{
    [Fact]
    public async Task Feeds_of_one_host_are_polled_two_at_a_time_and_a_second_apart()
    {
        var starts = new ConcurrentQueue<DateTimeOffset>();
        var (running, most) = (0, 0);
        Polling? polling = null;
        polling = await Polling.StartAsync(async c =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            starts.Enqueue(polling!.Clock.GetUtcNow());
            await c.Response.WriteAsync(Polling.Rss);
            Interlocked.Decrement(ref running);
        }, o => (o.AttemptTimeout, o.RateWindow) = (TimeSpan.FromHours(1), TimeSpan.FromMinutes(10)));
        await using var _ = polling;

        var began = polling.Clock.GetUtcNow();

        var results = await polling.PollAsync(Enumerable.Range(0, 20).Select(i => polling.Server[$"/{i}"]));

        results.ShouldAllBe(r => r.Outcome is FeedOutcome.Fetched);
        most.ShouldBeLessThanOrEqualTo(2);
        (starts.Max() - began).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(19), "twenty requests, each a second after the previous one");
    }

    [Fact]
    public async Task A_thousand_feeds_on_a_thousand_hosts_do_not_wait()
    {
        await using var polling = await Polling.StartAsync(
            c => c.Response.WriteAsync(Polling.Rss), http: o => FeedSockets.Create(o, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback])));
        var began = polling.Clock.GetUtcNow();

        var results = await polling.PollAsync(Enumerable.Range(0, 1_000).Select(i => new Uri($"http://host{i}.example:{polling.Server.Root.Port}/feed")));

        results.Count(r => r.Outcome is FeedOutcome.Fetched).ShouldBe(1_000);
        polling.Clock.GetUtcNow().ShouldBe(began, "any pause would advance this clock");
    }

    [Fact]
    public async Task Feeds_are_polled_even_after_a_clock_that_ran_ahead_was_set_back()
    {
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.Headers.ETag = "\"a\"";
            return c.Response.WriteAsync(Polling.Rss);
        });
        var feed = polling.Server["/feed"];
        await polling.PollAsync([feed]);
        var ahead = polling.States.Values.Single();
        var year = TimeSpan.FromDays(365);
        polling.States[ahead.Id] = ahead with
        {
            LastPoll = ahead.LastPoll + year,
            LastSuccess = ahead.LastSuccess
            + year,
            LastUnconditional = ahead.LastUnconditional + year,
            NextDue = ahead.NextDue + year,
            NotBefore = polling.Clock.GetUtcNow() + year
        };

        var results = await polling.PollAsync([feed], all: false);

        results.ShouldHaveSingleItem().State.NextDue.ShouldBeLessThan(polling.Clock.GetUtcNow() + TimeSpan.FromDays(1));
        polling.Server.Requests[1].IfNoneMatch.Count.ShouldBe(0, "nor does the daily unconditional request wait for a year");
    }

    [Fact]
    public async Task A_round_polls_only_feeds_that_are_due()
    {
        await using var polling = await Polling.StartAsync(c => c.Response.WriteAsync(Polling.Rss));
        Uri[] feeds = [polling.Server["/feed"]];

        await polling.PollAsync(feeds, all: false);
        var due = polling.States.Values.Single().NextDue;
        polling.Clock.AdvanceTo(due - TimeSpan.FromMinutes(2));
        var early = await polling.PollAsync(feeds, all: false);
        polling.Clock.AdvanceTo(due - TimeSpan.FromSeconds(30));
        var late = await polling.PollAsync(feeds, all: false);

        early.ShouldBeEmpty();
        late.Count.ShouldBe(1, "a timer that fires half a minute early must not delay a feed by a whole round");
    }

    [Fact]
    public async Task A_bug_in_polling_one_feed_does_not_affect_the_others()
    {
        await using var polling = await Polling.StartAsync(
            c => c.Response.WriteAsync(Polling.Rss), http: o => new Exploding { InnerHandler = FeedSockets.Create(o) });

        var results = await polling.PollAsync([polling.Server["/a"], polling.Server["/bug"], polling.Server["/b"]]);

        results.Count(r => r.Outcome is FeedOutcome.Fetched).ShouldBe(2);
        Polling.Failure(results.Single(r => r.Outcome is not FeedOutcome.Fetched))
            .ShouldSatisfyAllConditions(f => f.Reason.ShouldBe(FailureReason.Unexpected), f => f.Detail.ShouldBe("a bug"));
    }

    [Fact]
    public async Task A_result_that_cannot_be_taken_stops_the_round()
    {
        await using var polling = await Polling.StartAsync(
            c => c.Request.Path == "/0" ? c.Response.WriteAsync(Polling.Rss) : Task.Delay(Timeout.InfiniteTimeSpan, c.RequestAborted));
        var feeds = Enumerable.Range(0, 5).Select(i => Polling.Feed(polling.Server[$"/{i}"])).ToArray();

        await Should.ThrowAsync<IOException>(() => polling.Poller.PollAsync(
            feeds, polling.States, all: true, (result, _) => throw new IOException(result.Feed.Title), CancellationToken.None));
    }

    [Fact]
    public async Task A_cancelled_round_throws_instead_of_reporting_its_feeds_as_failed()
    {
        using var stop = new CancellationTokenSource();
        await using var polling = await Polling.StartAsync(async c =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, c.RequestAborted);
        });

        var results = new List<PollResult>();
        await Should.ThrowAsync<OperationCanceledException>(() => polling.Poller.PollAsync(
            [Polling.Feed(polling.Server["/feed"])], polling.States, all: true, (result, _) =>
            {
                results.Add(result);
                return default;
            }, stop.Token));

        results.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_round_without_feeds_ends()
    {
        await using var polling = await Polling.StartAsync(c => c.Response.WriteAsync(Polling.Rss));

        (await polling.PollAsync([])).ShouldBeEmpty();
    }

    private sealed class Exploding : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.RequestUri!.AbsolutePath == "/bug" ? throw new InvalidOperationException("a bug") : base.SendAsync(request, cancellationToken);
    }

    [Fact]
    public async Task Feeds_that_failed_before_get_a_limited_time_per_round_and_the_rest_are_polled_in_the_next()
    {
        Polling? polling = null;
        await using var started = polling = await Polling.StartAsync(c =>
        {
            var isDown = c.Request.Path.Value!.StartsWith("/down", StringComparison.Ordinal);
            c.Response.StatusCode = isDown ? 404 : 200;
            if (isDown)
                polling!.Clock.Advance(TimeSpan.FromSeconds(90));
            return isDown ? Task.CompletedTask : c.Response.WriteAsync(Polling.Rss);
        }, options => (options.Parallelism, options.RequestsPerHost) = (1, 1));
        Uri[] urls = [.. Enumerable.Range(0, 6).Select(i => polling.Server[$"/down{i}"]), polling.Server["/up"]];
        await polling.PollAsync(urls);
        polling.Clock.AdvanceTo(polling.States.Values.Max(s => s.NextDue));

        var first = await polling.PollAsync(urls, all: false);
        var second = await polling.PollAsync(urls, all: false);
        var third = await polling.PollAsync(urls);

        first.Select(r => r.Feed.Url.AbsolutePath).Order().ShouldBe(["/down0", "/down1", "/down2", "/up"]);
        second.Select(r => r.Feed.Url.AbsolutePath).ShouldBe(["/down3", "/down4", "/down5"]);
        third.Count.ShouldBe(7, "a poll by hand includes all");
    }
}
