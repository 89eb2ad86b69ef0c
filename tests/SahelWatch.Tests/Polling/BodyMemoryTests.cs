using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using SahelWatch.Polling;
using SahelWatch.Polling.Fetching.Bodies;
using static SahelWatch.Tests.Support.Bodies;

namespace SahelWatch.Tests.Polling;

/// <summary>What bodies take of the memory, which an instance has little of.</summary>
public class BodyMemoryTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_decompression_bomb_is_stopped_at_the_cap(string encoding)
    {
        const int Bomb = 300 * 1024 * 1024;
        var body = Compressed(encoding, stream =>
        {
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < Bomb / zeros.Length; i++)
                stream.Write(zeros);
        }, CompressionLevel.Fastest);
        await using var polling = await Polling.StartAsync(c =>
        {
            c.Response.Headers.ContentEncoding = encoding;
            return c.Response.Body.WriteAsync(body).AsTask();
        });

        Polling.Failure(await polling.PollAsync()).Reason.ShouldBe(FailureReason.BodyTooLarge);

        using var bodies = new LargeBodies();
        using var place = bodies.Reserve();
        var received = new Body(body.Length);
        received.Append(body);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var decoding = Decompression.DecodeAsync(new(received, null), [encoding], new FeedOptions().MaxBodyBytes, place, CancellationToken.None);
        decoding.IsCompletedSuccessfully.ShouldBeTrue("all of it happened on this thread");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(Bomb / 2);
        (await decoding).Body.Dispose();
    }

    [Fact]
    public async Task A_connection_is_given_no_large_buffer_which_it_would_keep_while_idle()
    {
        using var bodies = new LargeBodies();
        using var place = bodies.Reserve();
        var sent = new byte[(2 * LargeBodies.From) + 1];
        Random.Shared.NextBytes(sent);
        using var connection = new BufferRecorder(sent);
        using var content = new StreamContent(connection);

        var read = await BodyReader.ReadAsync(content, 10 * LargeBodies.From, place, new FeedOptions(), TimeProvider.System, CancellationToken.None);

        using var body = read.Body;
        read.Fault.ShouldBeNull();
        body.Memory.Span.SequenceEqual(sent).ShouldBeTrue();
        connection.LargestBuffer.ShouldBeInRange(1, 64 * 1024);
    }

    [Fact]
    public async Task A_large_body_waits_until_the_previous_one_has_been_processed()
    {
        using var bodies = new LargeBodies();
        using var body = new Body(2 * LargeBodies.From);
        using var small = bodies.Reserve();
        var (first, second) = (bodies.Reserve(), bodies.Reserve());

        small.IsNeededFor(body).ShouldBeFalse("nothing has come yet");
        body.Append(new byte[LargeBodies.From]);
        first.IsNeededFor(body).ShouldBeTrue();
        await first.TakeAsync(CancellationToken.None);
        first.IsNeededFor(body).ShouldBeFalse("it has its place");
        var waiting = second.TakeAsync(CancellationToken.None);
        waiting.IsCompleted.ShouldBeFalse();
        first.Dispose();
        await waiting;
        second.Dispose();
    }

    [Fact]
    public async Task Large_feeds_polled_at_the_same_time_are_all_read()
    {
        var item = $"<item><link>https://outlet.example/{{0}}</link><description>{new string('a', 10_000)}</description></item>";
        var large = Encoding.UTF8.GetBytes(
            $"<rss><channel>{string.Concat(Enumerable.Range(0, 250).Select(i => item.Replace("{0}", $"{i}", StringComparison.Ordinal)))}</channel></rss>");
        await using var polling = await Polling.StartAsync(c =>
        {
            var isPlain = c.Request.Path.Value!.EndsWith('0');
            if (!isPlain)
                c.Response.Headers.ContentEncoding = "gzip";
            return c.Response.Body.WriteAsync(isPlain ? large : Gzip(large)).AsTask();
        });

        var results = await polling.PollAsync([.. Enumerable.Range(0, 6).Select(i => polling.Server[$"/{i}{i % 2}"])]);

        results.Select(r => r.Entries.Count).ShouldBe(Enumerable.Repeat(250, 6));
    }

    /// <summary>Remembers the size of the largest array that it was asked to read into.</summary>
    private sealed class BufferRecorder(byte[] bytes) : MemoryStream(bytes)
    {
        public int LargestBuffer { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            MemoryMarshal.TryGetArray<byte>(buffer, out var array).ShouldBeTrue();
            LargestBuffer = Math.Max(LargestBuffer, array.Array!.Length);
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
