using System.Diagnostics;
using SahelWatch.Benchmarks.Kills;
using SahelWatch.Benchmarks.Storage;
using SahelWatch.Tests.Support;
using SahelWatch.Tests.Support.Worker;

namespace SahelWatch.Benchmarks.Workers;

/// <summary>Measures how long each function of the published worker runs, each run in a process that has just started, as on a plan that scales to zero.</summary>
internal sealed class WorkTimes(string published, string folder, SimulatedOutlets press, SteppedClock clock, Dictionary<string, string> settings)
{
    private const int Rounds = 3;

    /// <summary>Longer than any feed's interval: every poll that is measured polls all feeds.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromHours(2);

    public static async Task<RunSeconds> MeasureAsync(int feeds, int articlesADay)
    {
        var folder = Directory.CreateTempSubdirectory("sahelwatch-work-").FullName;
        try
        {
            var published = Path.Combine(folder, "worker");
            await Publishing.PublishAsync(Repository.PathOf("src/SahelWatch.Functions"), published);
            using var azurite = await AzuriteServer.StartAsync();
            var press = new SimulatedOutlets(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), feeds, articlesADay);
            await using var server = await SlowFeeds.StartAsync(press);
            var list = Path.Combine(folder, "feeds.opml");
            await File.WriteAllTextAsync(list, server.Opml);
            var store = azurite.Store("work");
            var clock = new SteppedClock(Path.Combine(folder, "clock"), press.Now);
            return await new WorkTimes(published, folder, press, clock, new()
            {
                ["SAHELWATCH_CLOCK"] = clock.Path,
                ["SahelWatch__FeedList"] = list,
                ["SahelWatch__Storage__ConnectionString"] = store.ConnectionString!,
                ["SahelWatch__Storage__Container"] = store.Container,
            }).RunAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<RunSeconds> RunAsync()
    {
        Go(TimeSpan.FromHours(20)); // what was published before a first poll is no news: it is taken in and not measured
        foreach (var function in new[] { "PollFeeds", "GroupStories", "SendDigests" })
            await TimeAsync(function);
        var rounds = new List<RunSeconds>();
        for (var round = 0; round < Rounds; round++)
        {
            Go(Step);
            rounds.Add(new RunSeconds(await TimeAsync("PollFeeds"), await TimeAsync("GroupStories"), await TimeAsync("GroupStories"), await TimeAsync("SendAlerts"),
                Digest: 0, await TimeAsync("SendDigests"), Prune: 0));
        }

        Go(TimeSpan.FromDays(1));
        return new(rounds.Average(r => r.Poll), rounds.Average(r => r.Group), rounds.Average(r => r.IdleGroup), rounds.Average(r => r.Alert),
            await TimeAsync("SendDigests"), rounds.Average(r => r.IdleDigest), await TimeAsync("Prune"));
    }

    private void Go(TimeSpan by)
    {
        press.Now += by;
        clock.Set(press.Now);
    }

    private async Task<double> TimeAsync(string function)
    {
        await using var worker = await WorkerHost.StartAsync(published, folder, settings);
        var watch = Stopwatch.StartNew();
        var response = await worker.FireAsync(function);
        return response.Result.Exception is { } failure ? throw new InvalidOperationException($"{function}: {failure.Message}") : watch.Elapsed.TotalSeconds;
    }
}
