using System.Globalization;
using System.Runtime.CompilerServices;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories;
using SahelWatch.Stories.Indexing;

namespace SahelWatch.Benchmarks;

/// <summary>
/// <c>group [N…]</c>: fills a window with N articles (default 5,000 and 100,000), then measures how fast new ones are shingled, looked up and assigned on one
/// core, how large the index is in storage and in memory, and how long it takes to load.
/// </summary>
internal static class GroupBenchmark
{
    private const int Arrivals = 3000;
    private const int Poll = 100;

    public static Task<int> Run(string[] args)
    {
        Console.WriteLine("window     articles/s   bytes/article   memory MB   read s   comparisons/article");
        foreach (var size in args.Length > 0 ? [.. args.Select(a => int.Parse(a, CultureInfo.InvariantCulture))] : new[] { 5000, 100_000 })
            Measure(size);
        return Task.FromResult(0);
    }

    private static void Measure(int size)
    {
        var press = new GeneratedNews(seed: 1, size + Arrivals);
        var grouper = new StoryGrouper(EntrySet.Shipped, new StoryOptions());
        var started = Cpu();
        var (index, bytes) = Reread(press, grouper, size, ref started);
        var read = Cpu() - started;

        var before = index.Comparisons;
        var arrivals = press.Articles(Arrivals).ToList();
        started = Cpu();
        foreach (var poll in arrivals.Chunk(Poll))
            grouper.Assign(poll, index, poll[^1].FirstSeen);
        var spent = Cpu() - started;
        var memory = GC.GetTotalMemory(forceFullCollection: true) / (1 << 20);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{size,7} {Arrivals / spent.TotalSeconds,13:F0} {bytes / size,15} {memory,11} {read.TotalSeconds,8:F2} {(double)(index.Comparisons - before) / Arrivals,21:F1}"));
        GC.KeepAlive(index);
    }

    /// <summary>Fills a window, stores it and loads it again, as the next run of a pipeline does.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // the first index and the segments are garbage when this returns
    private static (WindowIndex Index, long Bytes) Reread(GeneratedNews press, StoryGrouper grouper, int size, ref TimeSpan started)
    {
        var filled = new WindowIndex();
        foreach (var poll in press.Articles(size).Chunk(Poll))
            grouper.Assign(poll, filled, poll[^1].FirstSeen);
        var segments = filled.Days.Select(filled.Segment).ToList();
        started = Cpu();
        var index = WindowIndex.Read(segments);
        grouper.Assign([], index, press.Now);
        return (index, segments.Sum(s => (long)s.Length));
    }

    /// <summary>CPU time, which does not depend on what else the machine is doing.</summary>
    private static TimeSpan Cpu() => Environment.CpuUsage.TotalTime;
}
