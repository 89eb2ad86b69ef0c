using Microsoft.AspNetCore.Http;
using SahelWatch.Domain;
using SahelWatch.Polling;

namespace SahelWatch.Tests.Polling;

/// <summary>Servers that lie or fall silent, and how it shows.</summary>
public class FeedHealthTests
{
    private static readonly string Newer = Polling.Rss.Replace(
        "<item><title>One", "<item><title>Three</title><link>https://site.example/3</link><guid>g3</guid></item><item><title>One", StringComparison.Ordinal);

    [Fact]
    public async Task A_server_that_answers_304_for_ever_is_found_out_within_a_day()
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
        daily.Problems.ShouldContain(p => p.Contains("old ETag", StringComparison.Ordinal));
        polling.Server.Requests[^1].IfNoneMatch.Count.ShouldBe(0, "what lied once is not asked to compare again for a week");
        next.Outcome.ShouldBe(new FeedOutcome.NotModified(), "the body is the same");
    }

    [Fact]
    public async Task A_server_without_validators_costs_no_parse_when_nothing_changed()
    {
        await using var polling = await Polling.StartAsync(c => c.Response.WriteAsync(Polling.Rss));

        await polling.PollAsync();

        (await polling.PollAsync()).Outcome.ShouldBe(new FeedOutcome.NotModified());
    }

    [Fact]
    public async Task A_feed_that_is_silent_far_beyond_its_rhythm_is_quiet_and_healthy_again_with_its_next_entry()
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
    public async Task The_answers_headers_say_when_to_come_back(string header, string value, int minutes)
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
    public async Task A_304_says_when_to_come_back_too()
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
    public async Task The_feeds_own_wishes_are_remembered_through_304s()
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
    public void Every_outcome_and_every_reason_has_words()
    {
        typeof(FeedOutcome).GetNestedTypes().Select(t => t.Name)
            .ShouldBe(["Fetched", "NotModified", "Failed", "PutOff"], "add the words for a new outcome where shells print it");
        Enum.GetValues<FailureReason>().Select(FailureWords.Of).ShouldAllBe(w => w.Length > 0);
    }
}
