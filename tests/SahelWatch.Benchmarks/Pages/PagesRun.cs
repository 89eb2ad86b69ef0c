using System.Diagnostics;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SahelWatch.Benchmarks.Catalogue;
using SahelWatch.Benchmarks.Storage;
using SahelWatch.Digests.Editions;
using SahelWatch.Domain;
using SahelWatch.Feeds.Opml;
using SahelWatch.Inputs;
using SahelWatch.Matching;
using SahelWatch.Storage;
using SahelWatch.Web;

namespace SahelWatch.Benchmarks.Pages;

/// <summary>
/// <c>pages [STORIES] [REQUESTS] [serve]</c>: each page over HTTP, past the output cache, with STORIES (5,000) of the last 90 days in the catalogue: median and
/// 99th percentile of REQUESTS (200), processor time (the asking included) and bytes. Ends with 1 where a median passes 50 ms or a page 100 KB. With <c>serve</c> it then stays, to be looked at.
/// </summary>
internal static class PagesRun
{
    private const int Days = 90;
    private const double MostMilliseconds = 50;
    private const int MostBytes = 100_000;

    public static async Task<int> Run(string[] args)
    {
        var (stories, requests) = (Number(args, 0, 5000), Number(args, 1, 200));
        var blobs = new MemoryBlobs();
        await using var app = Build(blobs);
        var (paths, told) = await FillAsync(blobs, stories);
        await app.StartAsync();
        var composed = await app.Services.GetRequiredService<Pipeline>().DigestAsync(today: true, CancellationToken.None);
        foreach (var failure in composed.Failures)
            Console.WriteLine(failure);
        paths = [.. paths, .. composed.Digests.Select(d => $"/digests/{d.Edition}/{d.Key}")];
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "none"); // such answers are not kept by the output cache
        Console.WriteLine($"{stories} stories over {Days} days, {told} of them of the last day; {requests} requests a page");
        var failed = false;
        foreach (var path in paths)
            failed |= await MeasureAsync(http, path, requests);
        if (args.Contains("serve"))
        {
            Console.WriteLine($"Serving {http.BaseAddress}; Ctrl-C ends it. Its pages: {string.Join(' ', paths)}");
            await app.WaitForShutdownAsync();
        }

        return failed ? 1 : 0;
    }

    internal static WebApplication Build(IBlobs blobs)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSahelWatch(builder.Configuration, new ShiftedClock(GeneratedArchive.End),
            new SahelWatchInputs(FeedList.Shipped, Watchlist.Shipped, [new Edition { Id = "daily", Title = "Daily" }]));
        builder.Services.AddPages().AddSingleton(new Stores(new CountingBlobs(blobs)));
        var app = builder.Build();
        app.UsePages(routes => routes.MapPages());
        return app;
    }

    internal static async Task<(IReadOnlyList<string> Paths, int LastDay)> FillAsync(IBlobs blobs, int stories)
    {
        var store = new Stories.StoryStore(blobs);
        var (last, place) = (new List<StoryId>(), "");
        await new GeneratedArchive(stories, Days).WriteAsync(blobs, async story =>
        {
            await store.SaveAsync(story, null, CancellationToken.None);
            place = place.Length > 0 ? place : story.Entities[0];
            if (story.LastReported > GeneratedArchive.End.AddDays(-1))
                last.Add(story.Id);
        }, CancellationToken.None);
        var feeds = new Stores(new CountingBlobs(blobs)).FeedStates;
        await feeds.SaveAsync(0, [.. FeedList.Shipped.Select(f => new FeedState { Id = f.Id, Health = FeedHealth.Healthy, LastPoll = GeneratedArchive.End, LastSuccess = GeneratedArchive.End })],
            await feeds.LoadAsync(0, CancellationToken.None), CancellationToken.None);
        await store.NoteChangesAsync(last, GeneratedArchive.End, CancellationToken.None);
        return (["/", "/?lang=ar", "/alerts", "/digests", $"/stories/{last[0]}", $"/stories/{last[0]}?lang=ar", "/search",
            "/search?q=attaque+Djibo&sort=relevant", "/search?country=ML&lang=ar", "/map?days=90", "/map?days=90&lang=ar", $"/places/{place}", "/places/ml",
            "/places/ml?lang=ar", "/weeks/2026-46", "/weeks/2026-46?lang=ar", "/sources", "/sources?lang=ar", "/subscriptions", "/stories.atom"], last.Count);
    }

    private static async Task<bool> MeasureAsync(HttpClient http, string path, int requests)
    {
        var bytes = (await http.GetByteArrayAsync(new Uri(path, UriKind.Relative))).Length; // the first compiles and fills what is kept in memory
        var (times, processor) = (new List<double>(), Environment.CpuUsage.TotalTime);
        for (var i = 0; i < requests; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
            await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        var isFeed = path == "/stories.atom"; // no page: readers of feeds fetch it whole
        var (median, slow) = (times[times.Count / 2], times[times.Count * 99 / 100]);
        Console.WriteLine(FormattableString.Invariant($"{path,-42} median {median,6:f1} ms, 99 of 100 within {slow,6:f1} ms, {(Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / requests,5:f1} ms of processor time, {bytes,7:N0} bytes"));
        return median > MostMilliseconds || (bytes > MostBytes && !isFeed);
    }

    private static int Number(string[] args, int at, int otherwise) => args.Length > at && int.TryParse(args[at], out var number) ? number : otherwise;
}
