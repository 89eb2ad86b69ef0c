using System.Diagnostics;
using System.Globalization;
using System.Net;
using SahelWatch.Tests.Support;
using SahelWatch.Tests.Support.Worker;

namespace SahelWatch.Benchmarks.Workers;

/// <summary>
/// <c>cold-start [ROUNDS]</c>: how long the published worker takes from the start of its process to its first answer over HTTP, beside an empty isolated app
/// published the same way, in turns; and its working set after a cycle. Fails where it takes more than 1.5 times as long, or more than 200 MB.
/// </summary>
internal static class ColdStartRun
{
    private const double MostTimes = 1.5;
    private const long LargestWorkingSet = 200 * 1024 * 1024;
    private const int Warming = 1; // rounds that fill the disk's cache and are not counted

    public static async Task<int> Run(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 15;
        var folder = Directory.CreateTempSubdirectory("sahelwatch-cold-").FullName;
        try
        {
            var (ours, empty) = (Path.Combine(folder, "worker"), Path.Combine(folder, "empty"));
            await Publishing.PublishAsync(Repository.PathOf("src/SahelWatch.Functions"), ours);
            await EmptyApp.PublishAsync(Path.Combine(folder, "source"), empty);
            var workingSet = await AfterACycleAsync(ours, folder); // first: what answers later has a past to tell
            var (oursTook, emptyTook) = (new List<Start>(), new List<Start>());
            for (var round = 0; round < rounds + Warming; round++)
            {
                emptyTook.Add(await StartAsync(empty, folder, EmptyApp.Function, "/"));
                oursTook.Add(await StartAsync(ours, folder, "ZzPages", "/healthz"));
            }

            Report("until its functions are loaded, ms", oursTook, emptyTook, s => s.Loaded);
            var wall = Report("to the first answer, ms", oursTook, emptyTook, s => s.Wall);
            Report("processor time until then, ms", oursTook, emptyTook, s => s.Processor);
            Print($"working set after a cycle: {workingSet / 1024.0 / 1024:f0} MB, at most {LargestWorkingSet / 1024 / 1024}");
            return wall <= MostTimes && workingSet <= LargestWorkingSet ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Start> StartAsync(string published, string data, string function, string path)
    {
        var watch = Stopwatch.StartNew();
        await using var host = await WorkerHost.StartAsync(published, data);
        var loaded = watch.Elapsed;
        using var answer = await host.SendAsync(function, new HttpRequestMessage(HttpMethod.Get, path));
        var wall = watch.Elapsed;
        if (answer.StatusCode != HttpStatusCode.OK)
            throw new InvalidOperationException($"{path}: {answer.StatusCode}");
        return new Start(loaded, wall, host.Process.TotalProcessorTime);
    }

    /// <returns>How many times as long as the empty app, by the medians.</returns>
    private static double Report(string what, List<Start> ours, List<Start> empty, Func<Start, TimeSpan> of)
    {
        var (our, bare) = (Median(ours, of), Median(empty, of));
        Print($"{what}: worker {our.TotalMilliseconds:f0}, empty app {bare.TotalMilliseconds:f0}, ratio {our / bare:f2}");
        return our / bare;
    }

    private static TimeSpan Median(List<Start> starts, Func<Start, TimeSpan> of) => starts.Skip(Warming).Select(of).Order().ElementAt((starts.Count - Warming) / 2);

    /// <summary>A day's articles at once: a first poll holds more in memory than the ones after it.</summary>
    private static async Task<long> AfterACycleAsync(string published, string folder)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var press = await ArrivingArticles.StartAsync(TimeProvider.System, now.AddHours(-6));
        var list = Path.Combine(folder, "feeds.opml");
        await File.WriteAllTextAsync(list, press.Opml);
        await using var host = await WorkerHost.StartAsync(published, folder, new()
        {
            ["SahelWatch__FeedList"] = list,
            ["SahelWatch__Feeds__RequestSpacing"] = "00:00:00",
            ["SahelWatch__Feeds__RequestsPerHost"] = "8",
        });
        foreach (var timer in new[] { "PollFeeds", "GroupStories", "SendAlerts", "SendDigests", "Prune" })
            await host.FireAsync(timer);
        host.Process.Refresh();
        return host.Process.WorkingSet64;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private readonly record struct Start(TimeSpan Loaded, TimeSpan Wall, TimeSpan Processor);
}
