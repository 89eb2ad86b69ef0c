using System.IO.Pipelines;
using System.Text;
using SahelWatch.Polling.Fetching.Headers;

namespace SahelWatch.Tests.Polling;

public class HeaderLineStreamTests
{
    private readonly Pipe _answers = new();

    /// <summary>HttpClient reads on an idle connection before it writes the next request to it.</summary>
    [Fact]
    public async Task A_response_that_was_read_ahead_loses_its_invalid_header_lines_and_nothing_of_its_body()
    {
        await using var connection = new HeaderLineStream(new Connection(_answers.Reader.AsStream()), longestHead: 64 * 1024);
        var ahead = ReadAsync(connection);
        await connection.WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());

        await AnswerAsync("HTTP/1.1 200 OK\r\nPHP Warning\r\nContent-Length: 30\r\n\r\nNo header\n");
        (await ahead).ShouldBe("HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\nNo header\n");

        await AnswerAsync("nor this\n\n");
        (await ReadAsync(connection)).ShouldBe("nor this\n\n");
    }

    private static async Task<string> ReadAsync(Stream connection)
    {
        var buffer = new byte[4096];
        return Encoding.Latin1.GetString(buffer, 0, await connection.ReadAsync(buffer));
    }

    private async Task AnswerAsync(string bytes) => await _answers.Writer.WriteAsync(Encoding.Latin1.GetBytes(bytes));

    /// <summary>What is read comes from the server; what is written goes nowhere.</summary>
    private sealed class Connection(Stream answers) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            answers.ReadAsync(buffer, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
