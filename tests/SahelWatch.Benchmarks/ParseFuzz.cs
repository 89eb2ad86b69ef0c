using System.Text;
using SahelWatch.Feeds.Parsing;

namespace SahelWatch.Benchmarks;

/// <summary>
/// `fuzz-parse --count N --seed S [--folder DIR]`: mutated feeds through the parser. Fails on an exception, on a parse over a second, and when memory in use grows;
/// prints the seed of each failure, and `--count 1 --seed THAT` repeats it.
/// </summary>
internal static class ParseFuzz
{
    /// <summary>Of processor time: what else the machine does is not the parser's doing.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    /// <summary>In use after a full collection: caches settle in the first part of a run, so growth is measured from there.</summary>
    private const long GrowthAllowed = 8 << 20; // bytes
    private const int Settled = 1_000; // parses

    public static Task<int> Run(string[] args)
    {
        var (count, seed) = (Arguments.Number(args, "--count", 10_000), Arguments.Number(args, "--seed", 1));
        var folder = Array.IndexOf(args, "--folder") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        var mutator = new FeedMutator(Seeds(folder));
        var (failures, slowest, slowestSeed, inUse, entries) = (0, TimeSpan.Zero, 0, 0L, 0L);
        Console.WriteLine($"{count} mutated feeds, seeds {seed} to {seed + count - 1}");
        for (var i = 0; i < count; i++)
        {
            if (i == Math.Min(Settled, count / 2))
                inUse = GC.GetTotalMemory(forceFullCollection: true);
            var body = mutator.Mutate(seed + i);
            var before = Environment.CpuUsage.TotalTime;
            try
            {
                entries += FeedParser.Parse(body, null, new Uri("https://outlet.example/feed/")).Entries.Count;
            }
            catch (Exception e)
            {
                failures++;
                Console.WriteLine($"seed {seed + i}: {e.GetType().Name}: {e.Message}\n{e.StackTrace}");
            }

            var taken = Environment.CpuUsage.TotalTime - before;
            if (taken > slowest)
                (slowest, slowestSeed) = (taken, seed + i);
            if (taken > Slow)
            {
                failures++;
                Console.WriteLine($"seed {seed + i}: {body.Length} bytes took {taken.TotalSeconds:F1} s");
            }
        }

        var growth = GC.GetTotalMemory(forceFullCollection: true) - inUse;
        if (growth > GrowthAllowed)
        {
            failures++;
            Console.WriteLine($"memory in use grew by {growth / 1e6:F1} MB");
        }

        Console.WriteLine($"{failures} failures; {entries} entries read; slowest {slowest.TotalMilliseconds:F0} ms (seed {slowestSeed}); memory in use {growth / 1e6:+0.0;-0.0} MB");
        return Task.FromResult(failures == 0 ? 0 : 1);
    }

    private static byte[][] Seeds(string? folder)
    {
        var made = Enumerable.Range(0, 20).Select(GeneratedFeeds.Bytes);
        var files = folder is null ? [] : Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);
        byte[][] others =
        [
            Encoding.UTF8.GetBytes("""{"version":"https://jsonfeed.org/version/1.1","title":"A","items":[{"id":"1","url":"https://a.example/1","content_html":"<p>A</p>","date_published":"2026-11-22T09:00:00Z"}]}"""),
            Encoding.UTF8.GetBytes("""<!doctype html><html><head><title>A</title><link rel="alternate" type="application/rss+xml" href="/feed"></head><body><p>A</body></html>"""),
            Encoding.UTF8.GetBytes("""<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"><channel><item><title>&a;&nbsp;</title><link>https://a.example/1</link></item></channel></rss>"""),
        ];
        return [.. made, .. files, .. others];
    }
}
