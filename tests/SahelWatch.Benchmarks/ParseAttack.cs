using SahelWatch.Feeds;

namespace SahelWatch.Benchmarks;

/// <summary>
/// <c>attack-parse [--megabytes N] [--only TEXT]</c>: parses bodies of the maximum size that repeat one construct, for each context in which it has a different
/// meaning. Fails if one takes more than a second of CPU time; prints the slowest.
/// </summary>
internal static class ParseAttack
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);
    private const int Shown = 15; // of the slowest

    public static Task<int> Run(string[] args)
    {
        var length = Arguments.Number(args, "--megabytes", 10) * 1_000_000;
        var only = Array.IndexOf(args, "--only") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : "";
        var results = new List<(string Name, TimeSpan Taken)>();
        FeedParser.Parse(GeneratedFeeds.Bytes(0), null, null);
        foreach (var attack in ParseAttacks.All.Where(a => a.Name.Contains(only, StringComparison.Ordinal)))
        {
            // A tenth of the length is enough if even quadratic growth would stay below the limit, or if the time exceeds it already.
            var taken = Parse(attack.Body(length / 10));
            if (taken < Slow && taken > Slow / 100)
                taken = Parse(attack.Body(length));
            results.Add((attack.Name, taken));
            if (taken > Slow)
                Console.WriteLine($"{taken.TotalMilliseconds,7:F0} ms  {attack.Name}");
        }

        Console.WriteLine($"the slowest of {results.Count}:");
        foreach (var (name, taken) in results.OrderByDescending(r => r.Taken).Take(Shown))
            Console.WriteLine($"{taken.TotalMilliseconds,7:F0} ms  {name}");
        return Task.FromResult(results.Exists(r => r.Taken > Slow) ? 1 : 0);
    }

    private static TimeSpan Parse(byte[] body)
    {
        var before = Environment.CpuUsage.TotalTime;
        FeedParser.Parse(body, null, new Uri("https://outlet.example/feed/"));
        return Environment.CpuUsage.TotalTime - before;
    }
}
