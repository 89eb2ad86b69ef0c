using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using SahelWatch.Benchmarks.Storage;

namespace SahelWatch.Benchmarks.Workers;

/// <summary>
/// The feeds of a <see cref="SimulatedOutlets"/> over HTTP, each on a loopback address of its own and as late as sites are: three quarters answer within 1.3 s,
/// others take 3 s, one in fifty 20 s.
/// </summary>
internal sealed class SlowFeeds : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SlowFeeds(WebApplication app) => _app = app;

    /// <summary>A feed list of them.</summary>
    public string Opml { get; private set; } = "";

    public static async Task<SlowFeeds> StartAsync(SimulatedOutlets press)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        // Loopback has sixteen million addresses, and a feed's host is its address; others are turned away.
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Any, 0));
        var app = builder.Build();
        app.Run(async context =>
        {
            var address = context.Connection.LocalIpAddress!.MapToIPv4().GetAddressBytes();
            if (!IPAddress.IsLoopback(context.Connection.RemoteIpAddress!))
            {
                context.Abort();
                return;
            }

            var outlet = (address[2] * 256) + address[3] - 1;
            await Task.Delay(Delay(outlet), context.RequestAborted);
            context.Response.ContentType = "application/rss+xml; charset=utf-8";
            await context.Response.WriteAsync(press.Rss(outlet));
        });
        await app.StartAsync();
        var port = new Uri(app.Urls.Single()).Port;
        var outlines = press.Feeds.Select((feed, i) => $"""<outline text="{feed.Title}" xmlUrl="http://127.0.{(i + 1) / 256}.{(i + 1) % 256}:{port}/feed.xml" />""");
        return new SlowFeeds(app) { Opml = $"""<opml version="2.0"><body>{string.Concat(outlines)}</body></opml>""" };
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static TimeSpan Delay(int outlet) => TimeSpan.FromMilliseconds(outlet % 50 == 49 ? 20_000 : outlet % 4 == 3 ? 3_000 : 300 + (outlet * 7919 % 1000));
}
