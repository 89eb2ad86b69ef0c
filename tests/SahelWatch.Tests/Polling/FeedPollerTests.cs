using Microsoft.AspNetCore.Http;
using SahelWatch.Domain;
using SahelWatch.Polling;

namespace SahelWatch.Tests.Polling;

public class FeedPollerTests
{
    [Fact]
    public async Task The_first_poll_yields_every_entry_and_sends_the_User_Agent()
    {
        await using var polling = await Polling.StartAsync(c => c.Response.WriteAsync(Polling.Rss), o => o.ContactUrl = new("https://watch.example/about"));

        var result = await polling.PollAsync();

        result.Outcome.ShouldBe(new FeedOutcome.Fetched("rss2.0", 2, 2, 0) { Title = "T", Site = new("https://site.example/") });
        result.Entries.Select(e => e.Entry.Title).ShouldBe(["One", "Two"]);
        result.State.Health.ShouldBe(FeedHealth.Healthy);
        var request = polling.Server.Requests.Single();
        request.UserAgent.ToString().ShouldBe("SahelWatch/1.0 (+https://watch.example/about)");
        request.AcceptEncoding.ToString().ShouldBe("gzip, deflate, br");
        request.Keys.ShouldBe(
            ["Accept", "Host", "User-Agent", "Accept-Encoding"], ignoreOrder: true, "nothing else is sent: no cookie, no traceparent, no referrer");
    }

    [Fact]
    public async Task A_feed_that_answers_304_yields_no_articles_and_is_sent_its_validators_byte_for_byte()
    {
        // Neither is valid HTTP, but some servers send and compare them.
        const string ETag = "W/unquoted-\u00E9", LastModified = "Sat 21.11.2026 um 9h";
        await using var polling = await Polling.StartAsync(c =>
        {
            if (c.Request.Headers.IfNoneMatch == ETag && c.Request.Headers.IfModifiedSince == LastModified)
            {
                c.Response.StatusCode = 304;
                return Task.CompletedTask;
            }
            (c.Response.Headers.ETag, c.Response.Headers.LastModified) = (ETag, LastModified);
            return c.Response.WriteAsync(Polling.Rss);
        });

        await polling.PollAsync();
        var second = await polling.PollAsync();

        second.Outcome.ShouldBe(new FeedOutcome.NotModified());
        second.Entries.ShouldBeEmpty();
        (second.State.ETag, second.State.LastModified).ShouldBe((ETag, LastModified));
    }
}
