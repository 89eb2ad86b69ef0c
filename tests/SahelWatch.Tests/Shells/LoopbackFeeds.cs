using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Shells;

/// <summary>Two outlets with three articles each about Mali, over real HTTP; the second can be made to keep its caller waiting.</summary>
internal sealed class LoopbackFeeds : IAsyncDisposable
{
    public const int Articles = 6;

    private readonly WebApplication _app;
    private readonly TaskCompletionSource _released = new();
    private readonly TaskCompletionSource _asked = new();
    private readonly TaskCompletionSource _askedAgain = new();

    private LoopbackFeeds(bool secondWaits)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        if (!secondWaits)
            _released.SetResult();
        _app.MapGet("/{outlet}.xml", async (string outlet, HttpContext context) =>
        {
            if (outlet == "second")
            {
                if (!_asked.TrySetResult())
                    _askedAgain.TrySetResult();
                await _released.Task.WaitAsync(context.RequestAborted);
            }

            return Results.Text(Rss(outlet), "application/rss+xml");
        });
    }

    public Task SecondIsAsked => _asked.Task.WaitAsync(TimeSpan.FromSeconds(60)); // far more than it takes: only a fault reaches it

    public Task SecondIsAskedAgain => _askedAgain.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public static async Task<LoopbackFeeds> StartAsync(bool secondWaits = false)
    {
        var feeds = new LoopbackFeeds(secondWaits);
        await feeds._app.StartAsync();
        return feeds;
    }

    public void Release() => _released.TrySetResult();

    /// <summary>The setting that names a feed list of the two outlets, written into the folder.</summary>
    public Dictionary<string, string> Settings(TemporaryFolder folder)
    {
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var outlines = string.Join('\n', new[] { "first", "second" }.Select(
            outlet => $"""<outline type="rss" text="{outlet}" title="{outlet}" xmlUrl="{address}/{outlet}.xml" language="en" />"""));
        var path = Path.Combine(folder.Path, "two.opml");
        File.WriteAllText(path, $"""<opml version="2.0"><head><title>Two outlets</title></head><body>{outlines}</body></opml>""");
        return new() { ["SahelWatch__FeedList"] = path, ["SahelWatch__Feeds__RequestSpacing"] = "00:00:00" };
    }

    public async ValueTask DisposeAsync()
    {
        Release();
        await _app.DisposeAsync();
    }

    private static string Rss(string outlet)
    {
        string[] towns = ["Gao", "Mopti", "Kidal"];
        var items = towns.Select((town, i) => $"""
            <item><title>Mali: soldiers killed in attack near {town}, {outlet} reports</title><link>https://{outlet}.invalid/{town}</link><guid>{outlet}-{i}</guid>
            <pubDate>{TimeProvider.System.GetUtcNow().AddMinutes(-30 - i):R}</pubDate><description>The Malian army said that armed men attacked a post near {town} in Mali.</description></item>
            """);
        return $"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{outlet}</title><link>https://{outlet}.invalid/</link><description>Mali</description>{string.Join('\n', items)}</channel></rss>""";
    }
}
