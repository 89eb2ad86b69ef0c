using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SahelWatch.Tests.Support;

/// <summary>Answers every connection with the same bytes and then ends it: for answers that no HTTP server would give.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _answer;
    private readonly Ending _ending;
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _serving;
    private int _connections;

    private RawServer(byte[] answer, Ending ending)
    {
        (_answer, _ending) = (answer, ending);
        _listener.Start();
        Root = new Uri($"http://{_listener.LocalEndpoint}/");
        _serving = ServeAsync();
    }

    public Uri Root { get; }

    public int Connections => _connections;

    /// <summary>Ends once the first answer is sent.</summary>
    public Task Answered => _answered.Task;

    public static RawServer Start(string answer, Ending ending = Ending.Close) => new(Encoding.UTF8.GetBytes(answer), ending);

    public static RawServer Start(string head, byte[] body) => new([.. Encoding.Latin1.GetBytes(head), .. body], Ending.Close);

    public async ValueTask DisposeAsync()
    {
        _over.SetResult();
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                Interlocked.Increment(ref _connections);
                // The request is read first: closing over unread bytes would reset the connection and take the answer with it.
                if (await client.GetStream().ReadAsync(new byte[8192]) > 0)
                    await client.GetStream().WriteAsync(_answer);
                _answered.TrySetResult();
                if (_ending == Ending.Hold)
                    await _over.Task;
                if (_ending == Ending.Reset)
                    client.LingerState = new LingerOption(enable: true, seconds: 0);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was closed: the test is over.
        }
    }

    /// <summary>What becomes of a connection after its answer.</summary>
    internal enum Ending
    {
        Close,

        /// <summary>A TCP reset, as of a server that crashed or a firewall that lost patience.</summary>
        Reset,

        /// <summary>Open and silent until the test is over.</summary>
        Hold,
    }
}
