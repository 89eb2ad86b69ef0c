using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SahelWatch.Cli.Demo;

/// <summary>Serves the demo's feeds over real HTTP on loopback, each outlet under its own host name.</summary>
internal sealed class DemoServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DemoServer(WebApplication app, IPEndPoint address) => (_app, Address) = (app, address);

    public IPEndPoint Address { get; }

    public static async Task<DemoServer> StartAsync(IReadOnlyList<DemoFeed> feeds, CancellationToken cancellationToken)
    {
        var bodies = feeds.ToDictionary(f => f.Host, f => (f.ContentType, Body: f.Write()), StringComparer.OrdinalIgnoreCase);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        // Loopback only, whatever ASPNETCORE_URLS says.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapGet("/feed.xml", (HttpContext context) => bodies.TryGetValue(context.Request.Host.Host, out var feed)
            ? Results.Bytes(feed.Body, feed.ContentType,
                entityTag: new('"' + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(feed.Body))[..16] + '"'))
            : Results.NotFound());
        await app.StartAsync(cancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new DemoServer(app, IPEndPoint.Parse(new Uri(address).Authority));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
