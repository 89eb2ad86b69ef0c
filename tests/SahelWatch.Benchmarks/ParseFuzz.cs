using System.Diagnostics;
using System.Text;
using SahelWatch.Feeds;

namespace SahelWatch.Benchmarks;

/// <summary>
/// <c>fuzz-parse --count N --seed S [--folder DIR]</c>: parses mutated feeds on all processors. Fails on an exception, on a parse that takes more than a second,
/// and if the memory in use grows. Prints the seed of each failure, which <c>--count 1 --seed SEED</c> reproduces.
/// </summary>
internal static class ParseFuzz
{
    /// <summary>CPU time, which does not depend on what else the machine is doing.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    private const int Remeasured = 20; // of the slowest

    public static Task<int> Run(string[] args)
    {
        var (count, first) = (Arguments.Number(args, "--count", 10_000), Arguments.Number(args, "--seed", 1));
        var folder = Array.IndexOf(args, "--folder") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        var seeds = Seeds(folder);
        var mutators = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new FeedMutator(seeds)).ToArray();
        var (failures, entries, slowest, growth) = (0, 0L, new Slowest(Remeasured), new MemoryGrowth(count));
        Console.WriteLine($"{count} mutated feeds, seeds {first} to {first + count - 1}");
        for (var done = 0; done < count;)
        {
            var (next, end) = (first + done - 1, first + growth.NextCheckpoint(done));
            Parallel.ForEach(mutators, mutator =>
            {
                while (Interlocked.Increment(ref next) is var seed && seed < end)
                {
                    var body = mutator.Mutate(seed);
                    var started = Stopwatch.GetTimestamp();
                    try
                    {
                        Interlocked.Add(ref entries, Parse(body));
                        slowest.Add(seed, Stopwatch.GetElapsedTime(started));
                    }
                    catch (Exception e)
                    {
                        Interlocked.Increment(ref failures);
                        Console.WriteLine($"seed {seed}: {e.GetType().Name}: {e.Message}\n{e.StackTrace}");
                    }
                }
            });
            done = end - first;
            growth.Measure(done);
        }

        var (worst, worstSeed) = (TimeSpan.Zero, first);
        foreach (var seed in slowest.Seeds)
        {
            var (taken, length) = ProcessorTime(mutators[0], seed);
            if (taken > worst)
                (worst, worstSeed) = (taken, seed);
            if (taken <= Slow)
                continue;
            failures++;
            Console.WriteLine($"seed {seed}: {length} bytes took {taken.TotalSeconds:F1} s");
        }

        if (growth.IsTooMuch)
        {
            failures++;
            Console.WriteLine("memory in use grows with the number of parses");
        }

        Console.WriteLine(
            $"{failures} failures; {entries} entries read; slowest {worst.TotalMilliseconds:F0} ms of CPU time (seed {worstSeed}); {growth}");
        return Task.FromResult(failures == 0 ? 0 : 1);
    }

    private static int Parse(ReadOnlyMemory<byte> body) => FeedParser.Parse(body, null, new Uri("https://outlet.example/feed/")).Entries.Count;

    /// <summary>
    /// Measured while no other thread works; the better of two runs, since the first may include compilation or a collection.
    /// </summary>
    private static (TimeSpan Taken, int Length) ProcessorTime(FeedMutator mutator, int seed)
    {
        var body = mutator.Mutate(seed);
        var taken = TimeSpan.MaxValue;
        for (var i = 0; i < 2; i++)
        {
            var before = Environment.CpuUsage.TotalTime;
            Parse(body);
            if (Environment.CpuUsage.TotalTime - before is var again && again < taken)
                taken = again;
        }

        return (taken, body.Length);
    }

    private static byte[][] Seeds(string? folder)
    {
        var made = Enumerable.Range(0, 20).Select(GeneratedFeeds.Bytes);
        var files = folder is null
            ? []
            : Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);
        byte[][] others =
        [
            Encoding.UTF8.GetBytes(
                """{"version":"https://jsonfeed.org/version/1.1","title":"A","items":[{"id":"1","url":"https://a.example/1","content_html":"<p>A</p>","date_published":"2026-11-22T09:00:00Z"}]}"""),
            Encoding.UTF8.GetBytes(
                """<!doctype html><html><head><title>A</title><link rel="alternate" type="application/rss+xml" href="/feed"></head><body><p>A</body></html>"""),
            Encoding.UTF8.GetBytes(
                """<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"><channel><item><title>&a;&nbsp;</title><link>https://a.example/1</link></item></channel></rss>"""),
        ];
        return [.. made, .. files, .. others];
    }
}
