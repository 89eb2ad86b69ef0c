using Microsoft.AspNetCore.Http;
using SahelWatch.Domain;
using SahelWatch.Polling;

namespace SahelWatch.Tests.Polling;

/// <summary>How servers with wrong validators and silent feeds are detected.</summary>
public class FeedHealthTests
{
    private static readonly string Newer = Polling.Rss.Replace(
        "<item><title>One", "<item><title>Three</title><link>https://site.example/3</link><guid>g3</guid></item><item><title>One", StringComparison.Ordinal);

    [Fact]
    public async Task A_server_that_always_answers_304_is_detected_within_a_day()
    {
        var body = Polling.Rss;
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.Headers.ETag = "\"same\"";
            c.Response.StatusCode = c.Request.Headers.IfNoneMatch.Count > 0 ? 304 : 200;
            return c.Response.StatusCode == 304 ? Task.CompletedTask : c.Response.WriteAsync(body);
        });

        await polling.PollAsync();
        body = Newer;
        polling.Clock.Advance(TimeSpan.FromHours(23));
        var lied = await polling.PollAsync();
        polling.Clock.Advance(TimeSpan.FromHours(1));
        var daily = await polling.PollAsync();
        var next = await polling.PollAsync();

        lied.Outcome.ShouldBe(new FeedOutcome.NotModified());
        daily.Entries.Single().Entry.Title.ShouldBe("Three");
        daily.Problems.ShouldContain(p => p.Contains("does not change its ETag", StringComparison.Ordinal));
        polling.Server.Requests[^1].IfNoneMatch.Count.ShouldBe(0, "wrong validators are not sent again for a week");
        next.Outcome.ShouldBe(new FeedOutcome.NotModified(), "the body is the same");
    }

    [Fact]
    public async Task An_unchanged_body_is_not_parsed_even_without_validators()
    {
        await using var polling = await Polling.StartAsync(c => c.Response.WriteAsync(Polling.Rss));

        await polling.PollAsync();

        (await polling.PollAsync()).Outcome.ShouldBe(new FeedOutcome.NotModified());
    }

    [Fact]
    public async Task A_feed_that_is_silent_much_longer_than_usual_is_quiet_until_its_next_entry()
    {
        var body = Polling.Rss;
        await using var polling = await Polling.StartAsync(c => c.Response.WriteAsync(body));

        var first = await polling.PollAsync();
        polling.Clock.Advance(TimeSpan.FromDays(31));
        var silent = await polling.PollAsync();
        body = Newer;
        var back = await polling.PollAsync();

        first.State.Health.ShouldBe(FeedHealth.Healthy);
        (silent.State.Health, silent.State.HealthSince).ShouldBe((FeedHealth.Quiet, new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero)));
        back.State.Health.ShouldBe(FeedHealth.Healthy);
    }

    [Fact]
    public async Task A_feed_that_was_dead_before_it_was_listed_is_quiet_at_once()
    {
        await using var polling = await Polling.StartAsync(c => c.Response.WriteAsync(Polling.Rss.Replace("Nov 2026", "Nov 2020", StringComparison.Ordinal)));

        (await polling.PollAsync()).State.Health.ShouldBe(FeedHealth.Quiet);
    }

    [Theory]
    [InlineData("Cache-Control", "max-age=7200", 120)]
    [InlineData("Cache-Control", "public, max-age=7200, s-maxage=60", 120)]
    [InlineData("Cache-Control", "no-cache", 60)]
    [InlineData("Expires", "0", 60)]
    [InlineData("Expires", "Sun, 22 Nov 2026 09:00:00 GMT", 180)]
    [InlineData("Cache-Control", "max-age=999999", 1440)]
    public async Task The_response_headers_determine_the_next_poll(string header, string value, int minutes)
    {
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.Headers.Date = "Sun, 22 Nov 2026 06:00:00 GMT";
            c.Response.Headers[header] = value;
            return c.Response.WriteAsync(Polling.Rss);
        });

        ((await polling.PollAsync()).State.NextDue - polling.Clock.GetUtcNow()).ShouldBe(TimeSpan.FromMinutes(minutes));
    }

    [Fact]
    public async Task The_headers_of_a_304_determine_the_next_poll_too()
    {
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.Headers.ETag = "\"a\"";
            c.Response.StatusCode = c.Request.Headers.IfNoneMatch.Count > 0 ? 304 : 200;
            c.Response.Headers.CacheControl = c.Response.StatusCode == 304 ? "max-age=7200" : "no-cache";
            return c.Response.StatusCode == 304 ? Task.CompletedTask : c.Response.WriteAsync(Polling.Rss);
        }, o => o.RequestSpacing = TimeSpan.Zero);

        await polling.PollAsync();

        ((await polling.PollAsync()).State.NextDue - polling.Clock.GetUtcNow()).ShouldBe(TimeSpan.FromHours(2));
    }

    [Fact]
    public async Task The_schedule_that_a_feed_asks_for_is_remembered_after_a_304()
    {
        var wishes = Polling.Rss.Replace("<description>", "<ttl>180</ttl><skipDays><day>Sunday</day></skipDays><description>", StringComparison.Ordinal);
        await using var polling = await Polling.StartAsync(c => c.Response.WriteAsync(wishes));

        await polling.PollAsync();
        var again = await polling.PollAsync();

        again.Outcome.ShouldBe(new FeedOutcome.NotModified());
        again.State.StatedInterval.ShouldBe(TimeSpan.FromHours(3));
        again.State.NextDue.ShouldBe(polling.Clock.GetUtcNow().Date.AddDays(1), "Monday");
    }

    [Fact]
    public void Every_outcome_and_every_reason_has_a_text()
    {
        typeof(FeedOutcome).GetNestedTypes().Select(t => t.Name)
            .ShouldBe(["Fetched", "NotModified", "Failed", "PutOff"], "add the text for a new outcome where shells print it");
        Enum.GetValues<FailureReason>().Select(FailureWords.Of).ShouldAllBe(w => w.Length > 0);
    }
}
