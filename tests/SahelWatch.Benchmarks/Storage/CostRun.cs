using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SahelWatch.Benchmarks.Workers;
using SahelWatch.Digests.Editions;
using SahelWatch.Inputs;
using SahelWatch.Matching;
using SahelWatch.Polling;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Benchmarks.Storage;

/// <summary>
/// <c>cost [DAYS [FEEDS [ARTICLES]]]</c>: runs the whole cycle on the timers of the function app over simulated days (16) of as many feeds (200), each with so
/// many articles a day about the Sahel (2), counts the blob operations of the days after the windows are full; has the published worker run each function over
/// as many feeds that answer as late as sites do, and measures how long; and prints what 30 such days cost. With 0 days it measures only. Fails over 1 US dollar.
/// </summary>
internal static class CostRun
{
    private const double Limit = 1.00; // US dollars a month
    private const int Filling = 14; // days that grouping and digests look back: before that there is less to read than there will be

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    public static async Task<int> Run(string[] args)
    {
        var days = Number(args, 0, Filling + 2);
        var feeds = Number(args, 1, 200);
        var perDay = Number(args, 2, 2);
        var storage = days > 0 ? await StorageAsync(days, feeds, perDay) : 0;
        var seconds = await WorkTimes.MeasureAsync(feeds, perDay);
        var gigabyteSeconds = AzureMonth.GigabyteSeconds(seconds);
        Print($"seconds of a run: poll {seconds.Poll:f1}, group {seconds.Group:f1} ({seconds.IdleGroup:f1} with nothing new), alerts {seconds.Alert:f1}, digest {seconds.Digest:f1} ({seconds.IdleDigest:f1} when none is due), prune {seconds.Prune:f1}");
        var cost = storage + AzureMonth.Queues + AzureMonth.Computing(gigabyteSeconds);
        Print($"a month: storage {storage:f2}, queues {AzureMonth.Queues:f2}, {gigabyteSeconds:n0} GB-s {AzureMonth.Computing(gigabyteSeconds):f2}, together {cost:f2} USD, at most {Limit:f2}; operational alerts, where wanted, {AzureMonth.AlertRules:f2} more");
        return cost <= Limit ? 0 : 1;
    }

    private static async Task<double> StorageAsync(int days, int feeds, int perDay)
    {
        var press = new SimulatedOutlets(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), feeds, perDay);
        var mail = Directory.CreateTempSubdirectory("sahelwatch-cost-").FullName;
        try
        {
            await using var services = Open(press, mail);
            var stores = services.GetRequiredService<Stores>();
            var ran = new List<BlobOperations>();
            for (var day = 0; day < days; day++)
            {
                var before = stores.Operations;
                await RunDayAsync(services.GetRequiredService<Pipeline>(), press);
                ran.Add(stores.Operations - before);
                Console.WriteLine($"day {day + 1}: {Text(ran[^1])}");
            }

            return Report(ran, feeds, perDay);
        }
        finally
        {
            Directory.Delete(mail, recursive: true);
        }
    }

    /// <summary>As ScheduleOptions has the timers, and a grouping after each poll that stored something.</summary>
    private static async Task RunDayAsync(Pipeline pipeline, SimulatedOutlets press)
    {
        for (var end = press.Now.AddDays(1); press.Now < end; press.Now += Step)
        {
            var minute = press.Now.Minute;
            var stored = minute % 15 == 0 && await pipeline.PollAsync(all: true, progress: null, CancellationToken.None) is { Kept: > 0 } or { Updated: > 0 };
            if (stored || minute is 8 or 38)
                await pipeline.GroupAsync(CancellationToken.None);
            if (stored || minute is 8 or 38 || minute % 5 == 0)
                await pipeline.AlertAsync(CancellationToken.None);
            if (minute % 10 == 0)
                await pipeline.DigestAsync(today: false, CancellationToken.None);
        }

        await pipeline.PruneAsync(CancellationToken.None);
    }

    /// <summary>Of a run too short to fill the windows, the days after the first: its figures are too low, and it says so.</summary>
    /// <returns>US dollars a month.</returns>
    private static double Report(List<BlobOperations> days, int feeds, int perDay)
    {
        var left = days.Count > Filling ? Filling : Math.Min(1, days.Count - 1);
        var steady = days[left..];
        var sum = steady.Aggregate(default(BlobOperations), (a, b) => a + b);
        var share = (double)AzureMonth.Days / steady.Count;
        Print($"{feeds} feeds every 15 minutes, {feeds * perDay} articles a day; {AzureMonth.Days} days as the {steady.Count} after the first {left}:");
        if (left < Filling)
            Print($"(too low: the windows of {Filling} days were not full)");
        Print($"writes {sum.Writes * share:n0}, listings {sum.Lists * share:n0}, reads {sum.Reads * share:n0}");
        return AzureMonth.Storage(sum) * share;
    }

    private static ServiceProvider Open(SimulatedOutlets press, string folder)
    {
        var settings = new Dictionary<string, string?> { [$"{StorageOptions.Section}:{nameof(StorageOptions.Folder)}"] = folder };
        var services = new ServiceCollection().AddLogging();
        services.AddSahelWatch(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), press,
            new SahelWatchInputs(press.Feeds, Watchlist.Shipped, EditionList.Default));
        services.AddSingleton(new Stores(new CountingBlobs(new MemoryBlobs())));
        services.AddSingleton(p => new FeedPoller(p.GetRequiredService<FeedOptions>(), press.Http, press, NullLogger.Instance));
        return services.BuildServiceProvider();
    }

    private static int Number(string[] args, int index, int otherwise) =>
        args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;

    private static string Text(BlobOperations o) =>
        string.Create(CultureInfo.InvariantCulture, $"{o.Writes} writes, {o.Lists} listings, {o.Reads} reads, {o.Deletes} deletions");

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
