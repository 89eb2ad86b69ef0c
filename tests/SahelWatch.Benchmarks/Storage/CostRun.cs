using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SahelWatch.Digests.Editions;
using SahelWatch.Inputs;
using SahelWatch.Matching;
using SahelWatch.Polling;
using SahelWatch.Storage;

namespace SahelWatch.Benchmarks.Storage;

/// <summary>
/// <c>cost [DAYS [FEEDS [ARTICLES]]]</c>: runs the whole cycle on the timers of the function app over simulated days (16) of as many feeds (200), each with so
/// many articles a day about the Sahel (5), counts the blob operations of the days after the windows are full, and prints what 30 such days cost. Fails over 1
/// US dollar.
/// </summary>
internal static class CostRun
{
    private const double Limit = 1.00; // US dollars a month
    private const int Month = 30;
    private const int Filling = 14; // days that grouping and digests look back: before that there is less to read than there will be

    // US dollars for 10,000 operations, hot tier, locally redundant: the sample prices of Microsoft's "Estimate the cost of using Azure Blob Storage" (July
    // 2024).
    private const double PerWrite = 0.055 / 10_000;
    private const double PerList = 0.055 / 10_000;
    private const double PerRead = 0.0044 / 10_000;

    // As the function.json files say.
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);
    private const int PollMinutes = 15;
    private const int GroupMinute = 5;
    private const int SendMinutes = 10;

    public static async Task<int> Run(string[] args)
    {
        var days = Number(args, 0, Filling + 2);
        var feeds = Number(args, 1, 200);
        var perDay = Number(args, 2, 5);
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

    private static async Task RunDayAsync(Pipeline pipeline, SimulatedOutlets press)
    {
        for (var end = press.Now.AddDays(1); press.Now < end; press.Now += Step)
        {
            if (press.Now.Minute % PollMinutes == 0)
                await pipeline.PollAsync(all: true, progress: null, CancellationToken.None);
            if (press.Now.Minute % PollMinutes == GroupMinute)
                await pipeline.GroupAsync(CancellationToken.None);
            if (press.Now.Minute % SendMinutes == 0)
                await pipeline.DigestAsync(today: false, CancellationToken.None);
        }

        await pipeline.PruneAsync(CancellationToken.None);
    }

    /// <summary>Of a run too short to fill the windows, the days after the first: its figures are too low, and it says so.</summary>
    private static int Report(List<BlobOperations> days, int feeds, int perDay)
    {
        var left = days.Count > Filling ? Filling : Math.Min(1, days.Count - 1);
        var steady = days[left..];
        var (writes, lists, reads) = (steady.Average(d => d.Writes) * Month, steady.Average(d => d.Lists) * Month, steady.Average(d => d.Reads) * Month);
        var cost = (writes * PerWrite) + (lists * PerList) + (reads * PerRead);
        Print($"{feeds} feeds every {PollMinutes} minutes, {feeds * perDay} articles a day; {Month} days as the {steady.Count} after the first {left}:");
        if (left < Filling)
            Print($"(too low: the windows of {Filling} days were not full)");
        Print($"writes    {writes,10:N0}   {writes * PerWrite:F3} USD");
        Print($"listings  {lists,10:N0}   {lists * PerList:F3} USD");
        Print($"reads     {reads,10:N0}   {reads * PerRead:F3} USD");
        Print($"a month                {cost:F3} USD, at most {Limit:F2} (without the Functions host's own locks, and the space)");
        return cost <= Limit ? 0 : 1;
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
