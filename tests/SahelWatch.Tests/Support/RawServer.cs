using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SahelWatch.Tests.Support;

/// <summary>Answers every connection with the same bytes and closes it: for answers that no HTTP server would give.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _answer;
    private readonly Task _serving;
    private int _connections;

    private RawServer(byte[] answer)
    {
        _answer = answer;
        _listener.Start();
        Root = new Uri($"http://{_listener.LocalEndpoint}/");
        _serving = ServeAsync();
    }

    public Uri Root { get; }

    public int Connections => _connections;

    public static RawServer Start(string answer) => new(Encoding.UTF8.GetBytes(answer));

    public async ValueTask DisposeAsync()
    {
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
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The listener was closed: the test is over.
        }
    }
}
