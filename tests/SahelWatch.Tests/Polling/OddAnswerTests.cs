using System.Text;
using Microsoft.AspNetCore.Http;
using SahelWatch.Domain;
using SahelWatch.Polling;
using SahelWatch.Tests.Support;
using static SahelWatch.Tests.Support.Bodies;

namespace SahelWatch.Tests.Polling;

/// <summary>Unusual but readable responses: old, folded, cut off, partial. The validators of incomplete ones are not kept.</summary>
public class OddAnswerTests
{
    private static readonly int Half = Polling.Rss.IndexOf("</item>", StringComparison.Ordinal) + 30;

    public static TheoryData<string, string> Whole() => new()
    {
        { "HTTP/1.0, ended by closing", $"HTTP/1.0 200 OK\r\nETag: \"a\"\r\nContent-Type: text/xml\r\n\r\n{Polling.Rss}" },
        { "no reason phrase", $"HTTP/1.1 200\r\nETag: \"a\"\r\nConnection: close\r\n\r\n{Polling.Rss}" },
        { "line feeds alone", $"HTTP/1.1 200 OK\nETag: \"a\"\nConnection: close\n\n{Polling.Rss}" },
        { "a hint first", $"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\nHTTP/1.1 200 OK\r\nETag: \"a\"\r\nConnection: close\r\n\r\n{Polling.Rss}" },
        { "chunks with extensions and trailers", $"HTTP/1.1 200 OK\r\nETag: \"a\"\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n{Polling.Rss.Length:x};a=b\r\n{Polling.Rss}\r\n0\r\nX-Sum: 1\r\nETag: \"trailer\"\r\n\r\n" },
        { "a name that is said twice", $"HTTP/1.1 200 OK\r\nETag: \"a\"\r\nX-Powered-By: a\r\nX-Powered-By: b\r\nContent-Length: {Polling.Rss.Length}\r\n\r\n{Polling.Rss}" },
    };

    [Theory]
    [MemberData(nameof(Whole))]
    public async Task A_complete_response_is_read_however_it_is_framed(string manner, string answer)
    {
        await using var server = RawServer.Start(answer);
        await using var polling = await Polling.StartAsync(Nothing);

        var result = (await polling.PollAsync([server.Root])).Single();

        result.Entries.Count.ShouldBe(2, manner);
        result.Problems.ShouldBeEmpty(manner);
        result.State.ETag.ShouldBe("\"a\"", manner);
    }

    public static TheoryData<string, string> Cut() => new()
    {
        { "chunks that stop", $"HTTP/1.1 200 OK\r\nETag: \"a\"\r\nTransfer-Encoding: chunked\r\n\r\n{Half:x}\r\n{Polling.Rss[..Half]}\r\n" },
        { "a chunk that is short", $"HTTP/1.1 200 OK\r\nETag: \"a\"\r\nTransfer-Encoding: chunked\r\n\r\n{Polling.Rss.Length:x}\r\n{Polling.Rss[..Half]}" },
        { "fewer bytes than said", $"HTTP/1.1 200 OK\r\nETag: \"a\"\r\nContent-Length: 99999\r\n\r\n{Polling.Rss[..Half]}" },
    };

    [Theory]
    [MemberData(nameof(Cut))]
    public async Task An_incomplete_response_is_read_and_fetched_again_next_time(string manner, string answer)
    {
        await using var server = RawServer.Start(answer);
        await using var polling = await Polling.StartAsync(Nothing);

        ShouldBeReadAndNotTrusted((await polling.PollAsync([server.Root])).Single(), manner);
    }

    [Fact]
    public async Task A_connection_reset_within_the_body_is_retried_and_reported()
    {
        await using var server = RawServer.Start($"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n{Polling.Rss[..20]}", RawServer.Ending.Reset);
        await using var polling = await Polling.StartAsync(Nothing);

        Polling.Failure((await polling.PollAsync([server.Root])).Single()).Reason.ShouldBe(FailureReason.ConnectionLost);
        server.Connections.ShouldBe(3);
    }

    public static TheoryData<string> Compressions() => new("gzip", "br", "deflate", "x-raw-deflate");

    [Theory]
    [MemberData(nameof(Compressions))]
    public async Task A_truncated_compressed_body_is_read_and_fetched_again_next_time(string encoding)
    {
        // Without a Content-Length, only the compression can tell.
        var body = Compressed(encoding, Polling.Rss.Insert(Half, $"<!-- {Noise(20_000)} -->"))[..^3_000];
        await using var server = RawServer.Start(
            $"HTTP/1.0 200 OK\r\nETag: \"a\"\r\nContent-Encoding: {encoding.Replace("x-raw-", "", StringComparison.Ordinal)}\r\n\r\n", body);
        await using var polling = await Polling.StartAsync(Nothing);

        ShouldBeReadAndNotTrusted((await polling.PollAsync([server.Root])).Single(), encoding);
    }

    [Fact]
    public async Task An_unrequested_partial_response_is_read_and_fetched_again_next_time()
    {
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.StatusCode = 206;
            c.Response.Headers.ETag = "\"a\"";
            c.Response.Headers.ContentRange = $"bytes 0-{Half - 1}/{Polling.Rss.Length}";
            return c.Response.WriteAsync(Polling.Rss[..Half]);
        });

        ShouldBeReadAndNotTrusted(await polling.PollAsync(), "206");
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("none")]
    [InlineData("identity, identity, identity, identity")]
    public async Task A_value_that_is_not_a_content_encoding_is_ignored(string said)
    {
        // Its start does not give it away as uncompressed, as "<?xml" would.
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.Headers.ContentEncoding = said;
            return c.Response.Body.WriteAsync(Encoding.BigEndianUnicode.GetPreamble()
                .Concat(Encoding.BigEndianUnicode.GetBytes(Polling.Rss.Replace("utf-8", "utf-16", StringComparison.Ordinal))).ToArray()).AsTask();
        });

        (await polling.PollAsync()).Entries.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_compressed_file_that_the_server_compresses_again_is_read()
    {
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.Headers.ContentEncoding = "gzip";
            return c.Response.Body.WriteAsync(Compressed("gzip", Compressed("gzip", Encoding.UTF8.GetBytes(Polling.Rss)))).AsTask();
        });

        (await polling.PollAsync()).Entries.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Headers_that_arrive_too_slowly_time_out()
    {
        await using var server = RawServer.Start("HTTP/1.1 200 OK\r\nX-Slow: ", RawServer.Ending.Hold);
        await using var polling = await Polling.StartAsync(Nothing);

        var poll = polling.PollAsync([server.Root]);
        await server.Answered;
        await polling.Clock.Armed(TimeSpan.FromSeconds(45));
        polling.Clock.Advance(TimeSpan.FromSeconds(45));

        Polling.Failure((await poll).Single()).Reason.ShouldBe(FailureReason.Timeout);
    }

    private static void ShouldBeReadAndNotTrusted(PollResult result, string manner)
    {
        result.Outcome.ShouldBeOfType<FeedOutcome.Fetched>(manner);
        result.Entries[0].Entry.Title.ShouldBe("One", manner);
        result.State.ETag.ShouldBeNull($"{manner}: else a 304 would keep the rest from us");
        result.State.Health.ShouldNotBe(FeedHealth.Failing, manner);
    }

    private static Task Nothing(HttpContext context) => Task.CompletedTask;

    [Theory]
    [InlineData("PHP Warning: PHP Startup: Unable to load library")]
    [InlineData("Content/type: text/xml")]
    [InlineData("\"X-XSS-Protection: 0\"")]
    [InlineData("Strict-Transport-Security: max-age=1; includeSubdomains;\r\npreload")]
    [InlineData(": x")]
    [InlineData("<br />\r\n <b>Warning</b>: continued\r\n\tand continued")]
    [InlineData("no colon\nX-Other: with a bare line feed")]
    public async Task An_invalid_header_line_is_ignored(string line)
    {
        await using var server = RawServer.Start($"HTTP/1.1 200 OK\r\nETag: \"a\"\r\n{line}\r\nContent-Length: {Polling.Rss.Length}\r\n\r\n{Polling.Rss}");
        await using var polling = await Polling.StartAsync(_ => Task.CompletedTask);

        var result = (await polling.PollAsync([server.Root])).Single();

        result.Outcome.ShouldBeOfType<FeedOutcome.Fetched>();
        result.State.ETag.ShouldBe("\"a\"");
    }
}
