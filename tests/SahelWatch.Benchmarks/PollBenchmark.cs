using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Xml;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SahelWatch.Digests.Editions;
using SahelWatch.Domain;
using SahelWatch.Inputs;
using SahelWatch.Matching;
using SahelWatch.Polling;
using SahelWatch.Polling.Fetching;

namespace SahelWatch.Benchmarks;

/// <summary>
/// <c>poll [--feeds N] [--rounds N]</c>: measures the first and second poll of feeds that are each on their own host, alternating with bare requests for them.
/// Prints the median round of each, and the peak memory of a separate process that polls them twice, like one started by a schedule.
/// </summary>
internal static class PollBenchmark
{
    private static readonly XmlReaderSettings Xml = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };

    /// <summary>Rounds that are not counted because they measure the JIT compiler.</summary>
    private const int WarmUp = 10;

    /// <summary>
    /// No spacing, since here the second poll follows the first at once: only the work is to be measured.
    /// </summary>
    private static readonly FeedOptions Options = new() { AllowPrivateNetworks = true, RequestSpacing = TimeSpan.Zero };

    public static async Task<int> Run(string[] args)
    {
        var count = Arguments.Number(args, "--feeds", 1_000);
        var rounds = Arguments.Number(args, "--rounds", 7);
        var (server, port) = FeedServer.Start(count);
        using var serving = server;
        try
        {
            var feeds = Feeds(count, port);
            var (bare, poller, stage) = (new List<Round>(), new List<Round>(), new List<Round>());
            for (var round = -WarmUp; round < rounds; round++)
            {
                var (b, p, s) = (await BareAsync(feeds), await PollerAsync(feeds), await StageAsync(feeds));
                if (round < 0)
                    continue;
                bare.Add(b);
                poller.Add(p);
                stage.Add(s);
            }
            Print(count, rounds, bare, poller, stage);
            Console.WriteLine($"peak memory of a process that polls them twice {await PeakOfAnotherAsync(count, port)} MB, of this one {Peak()} MB");
            return 0;
        }
        finally
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync();
        }
    }

    /// <summary>
    /// <c>poll-twice --feeds N --port P [--rounds N]</c>: two polls per round and nothing else, also for a profiler; prints the peak memory in MB.
    /// </summary>
    public static async Task<int> Twice(string[] args)
    {
        for (var round = 0; round < Arguments.Number(args, "--rounds", 1); round++)
            await StageAsync(Feeds(Arguments.Number(args, "--feeds", 1_000), Arguments.Number(args, "--port", 0)));
        Console.WriteLine(Peak());
        return 0;
    }

    private static async Task<string> PeakOfAnotherAsync(int count, int port)
    {
        using var other = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, ["poll-twice", "--feeds", $"{count}", "--port", $"{port}"]) { RedirectStandardOutput = true })!;
        var peak = await other.StandardOutput.ReadToEndAsync();
        await other.WaitForExitAsync();
        Check(other.ExitCode == 0, "the process that polls twice failed");
        return peak.Trim();
    }

    internal static string Peak()
    {
        using var self = Process.GetCurrentProcess();
        return (self.PeakWorkingSet64 / (1024.0 * 1024)).ToString("F0", null);
    }

    internal static Feed[] Feeds(int count, int port) =>
        [.. Enumerable.Range(0, count).Select(n => FeedServer.Url(n, port)).Select(u => new Feed { Id = FeedId.From(u), Url = u, Title = u.Host })];

    private static async Task<Round> BareAsync(Feed[] feeds)
    {
        using var http = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectAsync, UseProxy = false });
        var first = await TimeAsync(() => EachAsync(feeds, async (feed, stop) =>
        {
            await using var body = await http.GetStreamAsync(feed.Url, stop);
            using var reader = XmlReader.Create(new MemoryStream(await ReadAsync(body, stop)), Xml);
            while (reader.Read())
            {
            }
        }));
        var second = await TimeAsync(() => EachAsync(feeds, async (feed, stop) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, feed.Url);
            request.Headers.TryAddWithoutValidation("If-None-Match", $"\"{int.Parse(feed.Url.Host.AsSpan(4, 4), null)}\"");
            using var response = await http.SendAsync(request, stop);
            Check(response.StatusCode == HttpStatusCode.NotModified, "a bare conditional request was not answered with 304");
        }));
        return new(first, second);
    }

    private static async Task<Round> PollerAsync(Feed[] feeds)
    {
        using var poller = new FeedPoller(Options, FeedSockets.Create(Options, Loopback), TimeProvider.System, NullLogger.Instance);
        var states = new ConcurrentDictionary<FeedId, FeedState>();
        var first = await TimeAsync(() => PollAsync(outcome => outcome is FeedOutcome.Fetched { New: GeneratedFeeds.EntriesEach }));
        var second = await TimeAsync(() => PollAsync(outcome => outcome is FeedOutcome.NotModified));
        return new(first, second);

        Task PollAsync(Predicate<FeedOutcome> expected) => poller.PollAsync(feeds, states, all: true, (result, _) =>
        {
            Check(expected(result.Outcome), $"{result.Feed.Url}: {result.Outcome}");
            states[result.Feed.Id] = result.State;
            return ValueTask.CompletedTask;
        }, CancellationToken.None);
    }

    /// <summary>The whole stage as in production: feeds are polled, articles matched and stored in a folder, states saved.</summary>
    private static async Task<Round> StageAsync(Feed[] feeds)
    {
        Round? round = null;
        await StageAsync(feeds, async pipeline =>
        {
            PollReport? polled = null, again = null;
            var first = await TimeAsync(async () => polled = await pipeline.PollAsync(all: true, null, CancellationToken.None));
            var second = await TimeAsync(async () => again = await pipeline.PollAsync(all: true, null, CancellationToken.None));
            Check(polled!.Entries == feeds.Length * GeneratedFeeds.EntriesEach && again!.NotModified == feeds.Length, "the stage lost a feed");
            round = new(first, second) { Kept = polled.Kept };
        }, folder => round = round! with { StateBytes = folder.EnumerateFiles("state-*", SearchOption.AllDirectories).Sum(f => f.Length) / feeds.Length });
        return round!;
    }

    /// <param name="look">Inspects what was stored.</param>
    internal static async Task StageAsync(Feed[] feeds, Func<Pipeline, Task> work, Action<DirectoryInfo>? look = null, TimeProvider? clock = null)
    {
        var folder = Directory.CreateTempSubdirectory("sahelwatch-poll-");
        try
        {
            var settings = new Dictionary<string, string?>
            {
                ["SahelWatch:Storage:Folder"] = folder.FullName,
                ["SahelWatch:Feeds:AllowPrivateNetworks"] = "true",
                ["SahelWatch:Feeds:RequestSpacing"] = "00:00:00",
            };
            var inputs = new SahelWatchInputs(feeds, Watchlist.Shipped, EditionList.Default);
            await using var services = new ServiceCollection().AddLogging()
                .AddSahelWatch(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), clock ?? TimeProvider.System, inputs,
                    feeds.ToDictionary(f => f.Url.Host, _ => IPAddress.Loopback))
                .BuildServiceProvider();
            await work(services.GetRequiredService<Pipeline>());
            look?.Invoke(folder);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Print(int count, int rounds, List<Round> bare, List<Round> poller, List<Round> stage)
    {
        Console.WriteLine(
            $"{count} feeds of {GeneratedFeeds.EntriesEach} entries on {count} hosts, loopback; median of {rounds} rounds, {Options.Parallelism} at a time, {Environment.ProcessorCount} processors");
        Row("first poll: GET and XmlReader", bare, bare, r => r.First);
        Row("first poll: FeedPoller", poller, bare, r => r.First);
        Row($"first poll: matched and stored ({stage[0].Kept} kept)", stage, bare, r => r.First);
        Row("second poll: conditional GET", bare, bare, r => r.Second);
        Row("second poll: FeedPoller", poller, bare, r => r.Second);
        Row("second poll: the stage", stage, bare, r => r.Second);
        Console.WriteLine($"state stored per feed: {stage[0].StateBytes} bytes");
    }

    private static void Row(string what, List<Round> rounds, List<Round> bare, Func<Round, Cost> of)
    {
        var (elapsed, processor) = (Median(rounds, r => of(r).Elapsed.TotalMilliseconds), Median(rounds, r => of(r).Processor.TotalMilliseconds));
        Console.WriteLine($"{what,-50} {elapsed,7:F0} ms, ratio {elapsed / Median(bare, r => of(r).Elapsed.TotalMilliseconds),5:F2}   "
            + $"processor {processor,7:F0} ms, ratio {processor / Median(bare, r => of(r).Processor.TotalMilliseconds),5:F2}   "
            + $"GC pauses {Median(rounds, r => of(r).Pauses.TotalMilliseconds),4:F0} ms, allocated {Median(rounds, r => of(r).Allocated) / 1e6,5:F0} MB");
    }

    private static double Median(List<Round> rounds, Func<Round, double> of) => rounds.Select(of).Order().ElementAt(rounds.Count / 2);

    private static Task EachAsync(Feed[] feeds, Func<Feed, CancellationToken, Task> ask) =>
        Parallel.ForEachAsync(feeds, new ParallelOptions { MaxDegreeOfParallelism = Options.Parallelism }, async (feed, stop) => await ask(feed, stop));

    private static async Task<byte[]> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await body.CopyToAsync(buffer, cancellationToken);
        return buffer.ToArray();
    }

    private static async Task<Cost> TimeAsync(Func<Task> work)
    {
        GC.Collect();
        var (started, processor, pauses, allocated) =
            (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration(), GC.GetTotalAllocatedBytes());
        await work();
        return new(Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime - processor)
        {
            Pauses = GC.GetTotalPauseDuration() - pauses,
            Allocated = GC.GetTotalAllocatedBytes() - allocated,
        };
    }

    private static Task<IPAddress[]> Loopback(string host, CancellationToken cancellationToken) => Task.FromResult(new[] { IPAddress.Loopback });

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidOperationException(otherwise);
    }

    private sealed record Cost(TimeSpan Elapsed, TimeSpan Processor)
    {
        /// <summary>Of the garbage collector.</summary>
        public TimeSpan Pauses { get; init; }

        /// <summary>Bytes.</summary>
        public long Allocated { get; init; }
    }

    private sealed record Round(Cost First, Cost Second)
    {
        public int Kept { get; init; }

        /// <summary>Per feed, in storage.</summary>
        public long StateBytes { get; init; }
    }
}
