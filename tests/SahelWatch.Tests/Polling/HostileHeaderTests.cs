using Microsoft.AspNetCore.Http;
using SahelWatch.Polling;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Polling;

/// <summary>Header values that are too long, too large or cannot be sent back.</summary>
public class HostileHeaderTests
{
    [Fact]
    public async Task An_overlong_validator_is_not_kept()
    {
        await using var polling = await Polling.StartAsync(c =>
        {
            (c.Response.Headers.ETag, c.Response.Headers.LastModified) = ($"\"{new string('x', 20_000)}\"", "Sat, 21 Nov 2026 10:00:00 GMT");
            return c.Response.WriteAsync(Polling.Rss);
        });

        var result = await polling.PollAsync();
        await polling.PollAsync();

        (result.State.ETag, result.State.LastModified).ShouldBe((null, "Sat, 21 Nov 2026 10:00:00 GMT"));
        polling.Server.Requests[1].IfNoneMatch.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("\"a\0b\"")]
    [InlineData("\"a\u0001\u007Fb\"")]
    [InlineData("\"a\r\n b\"")]
    [InlineData("   ")]
    public async Task A_validator_that_cannot_be_sent_back_does_not_break_later_polls(string etag)
    {
        await using var server = RawServer.Start($"HTTP/1.1 200 OK\r\nETag: {etag}\r\nContent-Length: {Polling.Rss.Length}\r\n\r\n{Polling.Rss}");
        await using var polling = await Polling.StartAsync(_ => Task.CompletedTask);

        var first = (await polling.PollAsync([server.Root])).Single();
        var second = (await polling.PollAsync([server.Root])).Single();

        // Either the response is rejected as invalid HTTP both times, or it is read both times.
        (first.Outcome is FeedOutcome.Failed { Reason: FailureReason.BadHttp }).ShouldBe(
            second.Outcome is FeedOutcome.Failed { Reason: FailureReason.BadHttp });
        if (first.Outcome is FeedOutcome.Fetched)
            second.Outcome.ShouldBe(new FeedOutcome.NotModified());
        else
            Polling.Failure(first).Reason.ShouldBe(FailureReason.BadHttp);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(412)]
    [InlineData(431)]
    public async Task A_server_that_fails_on_its_own_validators_is_polled_without_them(int status)
    {
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.Headers.ETag = "\"a\"";
            c.Response.StatusCode = c.Request.Headers.IfNoneMatch.Count > 0 ? status : 200;
            return c.Response.StatusCode == 200 ? c.Response.WriteAsync(Polling.Rss) : Task.CompletedTask;
        });

        await polling.PollAsync();
        Polling.Failure(await polling.PollAsync()).Reason.ShouldBe(FailureReason.ClientError);
        var third = await polling.PollAsync();

        polling.Server.Requests[^1].IfNoneMatch.Count.ShouldBe(0);
        third.Outcome.ShouldBe(new FeedOutcome.NotModified());
    }

    [Theory]
    [InlineData("Cache-Control: max-age=99999999999999999999", 1440)]
    [InlineData("Cache-Control: max-age=9223372036854775807", 1440)]
    [InlineData("Cache-Control: max-age=-1", 60)]
    [InlineData("Cache-Control: max-age=\"7200\"", 120)]
    [InlineData("Cache-Control: public; max-age=7200", 120)]
    [InlineData("Cache-Control: max-age = 7200", 120)]
    [InlineData("Cache-Control: no-cache=\"Set-Cookie\", max-age=7200", 120)]
    [InlineData("Cache-Control: ,,private=\"a, max-age=1\", MAX-AGE=7200,", 120)]
    [InlineData("Cache-Control: no-store, max-age=7200", 60)]
    [InlineData("Cache-Control: max-age=7200\r\nExpires: Thu, 01 Jan 1970 00:00:00 GMT", 120)]
    [InlineData("Cache-Control: max-age=7200\r\nAge: 3000", 70)]
    [InlineData("Cache-Control: max-age=7200\r\nAge: 99999999999", 60)]
    [InlineData("Cache-Control: public\r\nExpires: Sun, 22 Nov 2026 09:00:00 GMT", 180)]
    [InlineData("Expires: Fri, 31 Dec 9999 23:59:59 GMT", 1440)]
    [InlineData("Expires: Mon, 01 Jan 0001 00:00:00 GMT", 60)]
    [InlineData("Expires: never", 60)]
    public async Task Every_form_of_freshness_is_understood_and_capped_at_a_day(string headers, int minutes)
    {
        // Without a Date header, our clock counts (RFC 9110 section 6.6.1).
        await using var server = RawServer.Start($"HTTP/1.1 200 OK\r\n{headers}\r\nContent-Length: {Polling.Rss.Length}\r\n\r\n{Polling.Rss}");
        await using var polling = await Polling.StartAsync(_ => Task.CompletedTask);

        var result = (await polling.PollAsync([server.Root])).Single();

        (result.State.NextDue - polling.Clock.GetUtcNow()).ShouldBe(TimeSpan.FromMinutes(minutes));
    }

    [Theory]
    [InlineData("99999999999", 48 * 60)]
    [InlineData("99999999999999999999999", 48 * 60)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 48 * 60)]
    [InlineData("120 ", 2)]
    [InlineData("Sunday, 22-Nov-26 09:00:00 GMT", 180)]
    [InlineData("Sun Nov 22 09:00:00 2026", 180)]
    public async Task Every_form_of_Retry_After_is_understood_and_capped_at_two_days(string value, int minutes)
    {
        await using var server = RawServer.Start($"HTTP/1.1 503 Busy\r\nRetry-After: {value}\r\nContent-Length: 0\r\n\r\n");
        await using var polling = await Polling.StartAsync(_ => Task.CompletedTask);

        Polling.Failure((await polling.PollAsync([server.Root])).Single()).RetryAfter.ShouldBe(TimeSpan.FromMinutes(minutes));
    }

    [Theory]
    [InlineData("503 \u001B]0;title\u0007\u001B[2J\u001B[31mBusy\r\nContent-Length: 0")]
    [InlineData("302 Found\r\nLocation: gopher://\u001B[2J\u001B[31m\r\nContent-Length: 0")]
    [InlineData("200 OK\r\nContent-Type: \u001B[2J\r\nContent-Length: 5")]
    public async Task Control_characters_from_a_server_do_not_reach_terminals_and_logs(string answer)
    {
        await using var server = RawServer.Start($"HTTP/1.1 {answer}\r\n\r\nhello");
        await using var polling = await Polling.StartAsync(_ => Task.CompletedTask);

        var result = (await polling.PollAsync([server.Root])).Single();

        Polling.Failure(result).Detail.Any(char.IsControl).ShouldBeFalse();
        result.State.Reason.ShouldNotBeNull().Any(char.IsControl).ShouldBeFalse();
    }
}
