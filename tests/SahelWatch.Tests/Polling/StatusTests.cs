using Microsoft.AspNetCore.Http;
using SahelWatch.Domain;
using SahelWatch.Polling;

namespace SahelWatch.Tests.Polling;

/// <summary>What each status code means for a feed, over real sockets.</summary>
public class StatusTests
{
    [Theory]
    [InlineData(204, FailureReason.Empty, FeedHealth.Failing, 1)]
    [InlineData(304, FailureReason.BadHttp, FeedHealth.Failing, 1)]
    [InlineData(400, FailureReason.ClientError, FeedHealth.Failing, 1)]
    [InlineData(401, FailureReason.Forbidden, FeedHealth.Blocked, 1)]
    [InlineData(403, FailureReason.Forbidden, FeedHealth.Blocked, 1)]
    [InlineData(404, FailureReason.NotFound, FeedHealth.Failing, 1)]
    [InlineData(410, FailureReason.Gone, FeedHealth.Gone, 1)]
    [InlineData(429, FailureReason.RateLimited, FeedHealth.Failing, 1)]
    [InlineData(451, FailureReason.Forbidden, FeedHealth.Blocked, 1)]
    [InlineData(500, FailureReason.ServerError, FeedHealth.Failing, 3)]
    [InlineData(502, FailureReason.ServerError, FeedHealth.Failing, 3)]
    [InlineData(503, FailureReason.ServerError, FeedHealth.Failing, 3)]
    [InlineData(504, FailureReason.ServerError, FeedHealth.Failing, 3)]
    public async Task Each_status_has_a_reason_and_only_transient_ones_are_retried(int status, FailureReason reason, FeedHealth health, int requests)
    {
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        var result = await polling.PollAsync();

        Polling.Failure(result).Reason.ShouldBe(reason);
        result.State.Health.ShouldBe(health);
        result.State.HealthSince.ShouldBe(result.State.LastPoll);
        polling.Server.Requests.Count.ShouldBe(requests);
    }

    [Fact]
    public async Task A_503_that_passes_within_seconds_is_not_a_failure()
    {
        var answers = 0;
        await using var polling = await Polling.StartAsync(c =>
        {
            if (++answers > 2)
                return c.Response.WriteAsync(Polling.Rss);
            c.Response.StatusCode = 503;
            return Task.CompletedTask;
        });

        var result = await polling.PollAsync();

        result.Outcome.ShouldBeOfType<FeedOutcome.Fetched>();
        result.State.Failures.ShouldBe(0);
    }

    [Fact]
    public async Task A_feed_that_is_gone_is_not_polled_again()
    {
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.StatusCode = 410;
            return Task.CompletedTask;
        });

        var first = await polling.PollAsync();
        var later = await polling.PollAsync([polling.Server["/feed"]]);

        first.Problems.ShouldHaveSingleItem().ShouldContain("permanently gone");
        later.ShouldBeEmpty();
        polling.Server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_poll_keeps_the_validators_and_the_entries_seen()
    {
        var down = false;
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.Headers.ETag = "\"a\"";
            c.Response.StatusCode = down ? 404 : 200;
            return down ? Task.CompletedTask : c.Response.WriteAsync(Polling.Rss);
        });

        await polling.PollAsync();
        down = true;
        var failed = await polling.PollAsync();
        down = false;
        var back = await polling.PollAsync();

        failed.State.ETag.ShouldBe("\"a\"");
        polling.Server.Requests[^1].IfNoneMatch.ToString().ShouldBe("\"a\"");
        back.Entries.ShouldBeEmpty();
        back.State.Health.ShouldBe(FeedHealth.Healthy);
    }

    [Fact]
    public async Task After_repeated_failures_a_feed_is_polled_once_a_day_and_never_given_up()
    {
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.StatusCode = 404;
            return Task.CompletedTask;
        });
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 12; i++)
        {
            var result = await polling.PollAsync([polling.Server["/feed"]], all: false);
            pauses.Add(result.Single().State.NextDue - polling.Clock.GetUtcNow());
            polling.Clock.AdvanceTo(result.Single().State.NextDue);
        }

        pauses[0].ShouldBeInRange(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(18));
        pauses.Zip(pauses.Skip(1)).ShouldAllBe(p => p.Second >= p.First);
        pauses[^1].ShouldBe(TimeSpan.FromHours(24));
        polling.States.Values.Single().Failures.ShouldBe(12);
        polling.States.Values.Single().HealthSince.ShouldBe(Support.TestClock.Start, "failing since the first of them");
    }
}
