using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SahelWatch.Tests.Support;

/// <summary>A real HTTP server on a free loopback port that answers as a test says, and remembers what it was asked.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<IHeaderDictionary> _requests = [];

    private LoopbackServer(WebApplication app) => _app = app;

    public Uri Root { get; private set; } = null!;

    /// <summary>The headers of each request so far, in the order in which they came.</summary>
    public IReadOnlyList<IHeaderDictionary> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public Uri this[string path] => new(Root, path);

    public static async Task<LoopbackServer> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.RequestHeaderEncodingSelector = kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
        });
        var app = builder.Build();
        var server = new LoopbackServer(app);
        app.Run(async context =>
        {
            lock (server._requests)
                server._requests.Add(new HeaderDictionary(context.Request.Headers.ToDictionary()));
            await answer(context);
        });
        await app.StartAsync();
        server.Root = new Uri(app.Urls.Single());
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        // Answers that a test left hanging are cut, not waited for.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
