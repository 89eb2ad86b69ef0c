using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Benchmarks.Storage;

namespace SahelWatch.Benchmarks.Pages;

/// <summary>
/// <c>pages-load [STORIES] [SECONDS] [RATE]</c>: wrk asks for each page for SECONDS (30), RATE (200) times a second in all, or as often as it can with 0, while the
/// process that serves them polls 200 generated feeds, groups and composes, one cycle after the other. Ends with 1 where a request failed, or where a cycle took
/// more than 1.3 times as long as without readers; that is only asked of a RATE, since wrk alone takes a processor.
/// </summary>
internal static partial class PagesUnderLoad
{
    private const int Feeds = 200;
    private const int Connections = 16;
    private const int WarmUp = 10; // cycles that measure the JIT compiler
    private const int Alone = 3; // cycles without readers before each page, so that both medians are of the same minutes
    private const double MostSlower = 1.3;

    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero); // the feeds' newest entries are an hour old

    public static async Task<int> Run(string[] args)
    {
        var (stories, seconds, rate) = (Number(args, 0, 5000), Number(args, 1, 30), Number(args, 2, 200));
        var blobs = new MemoryBlobs();
        await using var app = PagesRun.Build(blobs);
        var (paths, _) = await PagesRun.FillAsync(blobs, stories);
        await app.StartAsync();
        var composed = await app.Services.GetRequiredService<Pipeline>().DigestAsync(today: true, CancellationToken.None);
        paths = [.. paths, .. composed.Digests.Select(d => $"/digests/{d.Edition}/{d.Key}")];
        var (server, port) = FeedServer.Start(Feeds);
        using var serving = server;
        var feeds = PollBenchmark.Feeds(Feeds, port);
        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(script, rate == 0 ? "" : Invariant($"function delay() return {1000.0 * Connections / rate:0} end"));
            await CyclesAsync(feeds, cycles => cycles < WarmUp);
            var (failed, alone, slowed) = (0, new List<double>(), new List<double>());
            foreach (var path in paths)
            {
                alone.AddRange(await CyclesAsync(feeds, cycles => cycles < Alone));
                var wrk = AskAsync(new Uri(new Uri(app.Urls.First()), path), seconds, script);
                var cycles = await CyclesAsync(feeds, _ => !wrk.IsCompleted);
                var (requests, failures, words) = await wrk;
                failed += failures;
                slowed.AddRange(cycles);
                Console.WriteLine(Invariant($"{path,-42} {requests,8} requests, {failures} failed{words}; {cycles.Count} cycles, median {Median(cycles),5:f0} ms"));
            }

            var ratio = Median(slowed) / Median(alone);
            Console.WriteLine(Invariant($"{stories} stories, {Feeds} feeds: {failed} requests failed; a cycle took {Median(slowed):f0} ms, {ratio:f2} times the {Median(alone):f0} ms without readers (at most {MostSlower})"));
            return failed > 0 || (rate > 0 && ratio > MostSlower) ? 1 : 0;
        }
        finally
        {
            File.Delete(script);
            server.StandardInput.Close();
            await server.WaitForExitAsync();
        }
    }

    /// <summary>Whole cycles, each on a store of its own, so that all do the same work.</summary>
    /// <returns>How long each took, in milliseconds.</returns>
    private static async Task<List<double>> CyclesAsync(Domain.Feed[] feeds, Func<int, bool> goOn)
    {
        var times = new List<double>();
        do
        {
            await PollBenchmark.StageAsync(feeds, async pipeline =>
            {
                var start = Stopwatch.GetTimestamp();
                var polled = await pipeline.PollAsync(all: true, null, CancellationToken.None);
                var grouped = await pipeline.GroupAsync(CancellationToken.None);
                var sent = await pipeline.DigestAsync(today: true, CancellationToken.None);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                if (polled.Failures.Count > 0 || grouped.Stories == 0 || sent.Failures.Count > 0 || sent.Digests is not [{ Stories: > 0 }])
                    throw new InvalidOperationException("A cycle did not do its work.");
            }, clock: new Domain.ShiftedClock(Start));
        }
        while (goOn(times.Count));
        return times;
    }

    private static async Task<(int Requests, int Failed, string Words)> AskAsync(Uri page, int seconds, string script)
    {
        using var wrk = Process.Start(new ProcessStartInfo("wrk", ["-t1", $"-c{Connections}", $"-d{seconds}s", "--latency", "-s", script, page.AbsoluteUri])
        { RedirectStandardOutput = true })!;
        var said = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        var requests = Sum(Requests().Match(said));
        if (wrk.ExitCode != 0 || requests == 0)
            throw new InvalidOperationException($"wrk could not ask for {page}: {said}");
        return (requests, Sum(Errors().Match(said)) + Sum(Refused().Match(said)), $", 99 of 100 within {Slow().Match(said).Groups["n"].Value}");
    }

    private static int Sum(Match match) => match.Groups["n"].Captures.Sum(c => int.Parse(c.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture));

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static int Number(string[] args, int at, int otherwise) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<n>\d+) requests in")]
    private static partial Regex Requests();

    [GeneratedRegex(@"Socket errors: connect (?<n>\d+), read (?<n>\d+), write (?<n>\d+), timeout (?<n>\d+)")]
    private static partial Regex Errors();

    [GeneratedRegex(@"Non-2xx or 3xx responses: (?<n>\d+)")]
    private static partial Regex Refused();

    [GeneratedRegex(@"^\s+99%\s+(?<n>\S+)", RegexOptions.Multiline)]
    private static partial Regex Slow();
}
