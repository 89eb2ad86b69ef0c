using System.Text;
using Microsoft.AspNetCore.Http;
using SahelWatch.Polling;
using SahelWatch.Tests.Support;
using static SahelWatch.Tests.Support.Bodies;

namespace SahelWatch.Tests.Polling;

/// <summary>Bodies that are compressed, mislabelled, cut off, endless or slow.</summary>
public class BodyTests
{
    private static readonly byte[] Rss = Encoding.UTF8.GetBytes(Polling.Rss);

    public static TheoryData<string, string[], byte[]> Encodings() => new()
    {
        { "gzip", ["gzip"], Gzip(Rss) },
        { "gzip by its old name", ["x-gzip"], Gzip(Rss) },
        { "deflate as the RFC means it", ["deflate"], Compressed("deflate", Rss) },
        { "deflate as some servers mean it", ["deflate"], Compressed("x-raw-deflate", Rss) },
        { "brotli", ["br"], Compressed("br", Rss) },
        { "compressed twice", ["gzip, br"], Compressed("br", Gzip(Rss)) },
        { "in capitals", ["GZIP"], Gzip(Rss) },
        { "said to be gzip and plain", ["gzip"], Rss },
        { "said to be brotli and plain", ["br"], Rss },
        { "gzip and not said to be", [], Gzip(Rss) },
        { "identity", ["identity"], Rss },
        { "gzip that breaks off", ["gzip"], Gzip(Encoding.UTF8.GetBytes(Polling.Rss + new string(' ', 99) + Noise(9_000)))[..^2_000] },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_compressed_feed_is_read_whatever_its_label(string manner, string[] header, byte[] body)
    {
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.Headers.ContentEncoding = header;
            return c.Response.Body.WriteAsync(body).AsTask();
        });

        (await polling.PollAsync()).Entries.Count.ShouldBe(2, manner);
    }

    [Theory]
    [InlineData("gzip", "gzip", 1)]
    [InlineData("gzip", "gzip", 2_000)]
    [InlineData("deflate", "deflate", 1)]
    [InlineData("deflate", "x-raw-deflate", 1)]
    [InlineData("br", "br", 1)]
    public async Task The_missing_end_of_a_compressed_body_is_noticed_and_fetched_next_time(string header, string encoding, int missing)
    {
        var body = Compressed(encoding, Polling.Rss + new string(' ', 99) + Noise(9_000))[..^missing];
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.Headers.ContentEncoding = header;
            c.Response.Headers.ETag = "\"1\"";
            return c.Response.Body.WriteAsync(body).AsTask();
        });

        var result = await polling.PollAsync();

        (result.Entries.Count, result.State.ETag).ShouldBe((2, null));
        result.Problems.ShouldContain("the body cannot be decompressed: only the part received before was read");
    }

    [Theory]
    [InlineData("zstd", FailureReason.BadCompression)]
    [InlineData("gzip, gzip, gzip", FailureReason.BadCompression)]
    [InlineData("gzip", FailureReason.BadCompression)]
    public async Task A_body_that_cannot_be_decompressed_fails_with_a_reason(string header, FailureReason reason)
    {
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.Headers.ContentEncoding = header;
            return c.Response.WriteAsync("\u0001\u0002\u0003 no such thing");
        });

        Polling.Failure(await polling.PollAsync()).Reason.ShouldBe(reason);
    }

    [Fact]
    public async Task An_endless_body_is_cut_off_and_its_beginning_is_read()
    {
        var sent = 0L;
        await using var polling = await Polling.StartAsync(async c =>
        {
            await c.Response.WriteAsync(Polling.Rss[..^"</channel></rss>".Length]);
            var more = Encoding.UTF8.GetBytes("<!-- " + new string('x', 60_000) + " -->");
            for (; !c.RequestAborted.IsCancellationRequested; sent += more.Length)
                await c.Response.Body.WriteAsync(more, c.RequestAborted);
        }, o => o.MaxBodyBytes = 512 * 1024);

        var result = await polling.PollAsync();

        result.Entries.Select(e => e.Entry.Title).ShouldBe(["One", "Two"]);
        result.Problems.ShouldContain(p => p.Contains("more than 0.5 MB", StringComparison.Ordinal));
        result.State.BodyHash.ShouldBe(0UL);
    }

    [Fact]
    public async Task An_endless_body_that_is_not_a_feed_is_too_large()
    {
        await using var polling = await Polling.StartAsync(async c =>
        {
            var noise = new byte[60_000];
            while (!c.RequestAborted.IsCancellationRequested)
                await c.Response.Body.WriteAsync(noise, c.RequestAborted);
        }, o => o.MaxBodyBytes = 512 * 1024);

        Polling.Failure(await polling.PollAsync()).Reason.ShouldBe(FailureReason.BodyTooLarge);
    }

    [Fact]
    public async Task A_body_that_is_cut_off_is_retried_and_then_read_as_far_as_it_goes()
    {
        var half = Polling.Rss[..(Polling.Rss.IndexOf("</item>", StringComparison.Ordinal) + 30)];
        await using var server = RawServer.Start($"HTTP/1.1 200 OK\r\nETag: \"whole\"\r\nContent-Length: {Rss.Length}\r\n\r\n{half}");
        await using var polling = await Polling.StartAsync(_ => Task.CompletedTask);

        var result = (await polling.PollAsync([server.Root])).Single();

        server.Connections.ShouldBe(3);
        result.Entries[0].Entry.Title.ShouldBe("One");
        result.Problems.ShouldContain(p => p.Contains("cut off", StringComparison.Ordinal));
        result.State.ETag.ShouldBeNull("else a 304 would keep the rest from us");
    }

    [Fact]
    public async Task A_server_that_sends_too_slowly_is_cut_off_after_the_window()
    {
        var dripping = new TaskCompletionSource();
        await using var polling = await Polling.StartAsync(async c =>
        {
            await c.Response.WriteAsync("<?xml");
            await c.Response.Body.FlushAsync();
            dripping.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, c.RequestAborted);
        });

        var poll = polling.PollAsync();
        await dripping.Task;
        await polling.Clock.Armed(TimeSpan.FromSeconds(10));
        polling.Clock.Advance(TimeSpan.FromSeconds(10));

        Polling.Failure(await poll)
            .ShouldSatisfyAllConditions(f => f.Reason.ShouldBe(FailureReason.TooSlow), f => f.Detail.ShouldBe("less than 512 bytes per second"));
    }

    [Fact]
    public async Task A_server_that_never_answers_times_out()
    {
        var asked = new TaskCompletionSource();
        await using var polling = await Polling.StartAsync(c =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, c.RequestAborted);
        });

        var poll = polling.PollAsync();
        await asked.Task;
        await polling.Clock.Armed(TimeSpan.FromSeconds(45));
        polling.Clock.Advance(TimeSpan.FromSeconds(45));

        Polling.Failure(await poll).Reason.ShouldBe(FailureReason.Timeout);
        polling.Server.Requests.Count.ShouldBe(1, "a server this slow is not retried at once");
    }

    [Theory]
    [InlineData("text/html", FailureReason.Html, "<!doctype html><html><head><link rel='alternate' type='application/rss+xml' href='/rss.xml'></head><body>Journal</body></html>")]
    [InlineData("application/rss+xml", FailureReason.Html, "<html><body>Page introuvable</body></html>")]
    [InlineData("text/plain", FailureReason.NotAFeed, "Database connection failed")]
    [InlineData("image/png", FailureReason.NotAFeed, "\u0089PNG\r\n")]
    [InlineData("application/json", FailureReason.NotAFeed, "{\"error\":\"no\"}")]
    [InlineData("application/rss+xml", FailureReason.Empty, "")]
    public async Task A_body_that_is_not_a_feed_fails_with_a_reason(string contentType, FailureReason reason, string body)
    {
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.Headers.ETag = "\"page\"";
            c.Response.ContentType = contentType;
            return c.Response.WriteAsync(body);
        });

        var result = await polling.PollAsync();

        var failed = Polling.Failure(result);
        failed.Reason.ShouldBe(reason);
        failed.FeedLinks.ShouldBe(body.Contains("alternate", StringComparison.Ordinal) ? [polling.Server["/rss.xml"]] : []);
        result.State.ETag.ShouldBeNull("a 304 to a page would hide the feed when it is back");
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/plain; charset=utf-8")]
    [InlineData("application/octet-stream")]
    [InlineData("nonsense")]
    public async Task A_feed_is_read_whatever_its_content_type(string contentType)
    {
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.Headers.ContentType = contentType;
            return c.Response.WriteAsync(Polling.Rss);
        });

        (await polling.PollAsync()).Entries.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_charset_of_the_header_is_passed_to_the_parser()
    {
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.Headers.ContentType = "text/xml; charset=windows-1256";
            byte[] mali = [0xE3, 0xC7, 0xE1, 0xED];
            return c.Response.Body.WriteAsync((byte[])[
                .. "<rss version='2.0'><channel><item><link>https://a.example/1</link><title>"u8, .. mali, .. "</title></item></channel></rss>"u8]).AsTask();
        });

        (await polling.PollAsync()).Entries.Single().Entry.Title.ShouldBe("مالي");
    }
}
