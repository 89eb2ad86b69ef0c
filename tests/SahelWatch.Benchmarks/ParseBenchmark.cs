using System.Xml;
using SahelWatch.Feeds;

namespace SahelWatch.Benchmarks;

/// <summary><c>parse [--feeds N] [--rounds N]</c>: parses generated feeds, alternating with a bare XmlReader pass over the same bytes.</summary>
internal static class ParseBenchmark
{
    private const int Batch = 100; // feeds; about ten milliseconds

    private const string ContentType = "application/rss+xml; charset=utf-8";

    private static readonly XmlReaderSettings Bare = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };

    public static Task<int> Run(string[] args)
    {
        var feeds = Enumerable.Range(0, Arguments.Number(args, "--feeds", 1_000)).Select(GeneratedFeeds.Bytes).ToArray();
        var rounds = Arguments.Number(args, "--rounds", 15);
        var bytes = feeds.Sum(f => (long)f.Length);
        var entries = feeds.Sum(f => FeedParser.Parse(f, null, null).Entries.Count);
        if (entries != feeds.Length * GeneratedFeeds.EntriesEach)
        {
            Console.Error.WriteLine($"{entries} entries were found in {feeds.Length} feeds of {GeneratedFeeds.EntriesEach} each.");
            return Task.FromResult(1);
        }


        // Small alternating batches, and the best round of each (with collections): other load only adds time, and seldom to every round.
        var (bareBest, parsedBest) = (0.0, 0.0);
        foreach (var batch in feeds.Chunk(Batch))
        {
            var (bare, parsed) = (double.MaxValue, double.MaxValue);
            for (var round = 0; round < rounds; round++)
            {
                bare = Math.Min(bare, Milliseconds(batch, ReadBare));
                parsed = Math.Min(parsed, Milliseconds(batch, f => FeedParser.Parse(f, ContentType, null)));
            }

            (bareBest, parsedBest) = (bareBest + bare, parsedBest + parsed);
        }

        var (bareBytes, parsedBytes) = (Allocated(feeds, ReadBare) / entries, Allocated(feeds, f => FeedParser.Parse(f, ContentType, null)) / entries);
        Console.WriteLine($"{feeds.Length} feeds, {entries} entries, {bytes / 1e6:F1} MB; CPU time, best of {rounds} rounds");
        Console.WriteLine($"bare XmlReader  {bareBest,8:F1} ms  {bytes / 1e3 / bareBest,7:F0} MB/s  {bareBytes,6} bytes allocated/entry");
        Console.WriteLine(
            $"FeedParser      {parsedBest,8:F1} ms  {bytes / 1e3 / parsedBest,7:F0} MB/s  {parsedBytes,6} bytes allocated/entry  {entries / parsedBest,6:F0} entries/ms");
        Console.WriteLine($"ratio           {parsedBest / bareBest,8:F2}");
        return Task.FromResult(0);
    }

    private static void ReadBare(byte[] feed)
    {
        using var reader = XmlReader.Create(new MemoryStream(feed, writable: false), Bare);
        while (reader.Read())
        {
        }
    }

    /// <summary>Bytes allocated in one round after a first one that fills the pools.</summary>
    private static long Allocated(byte[][] feeds, Action<byte[]> read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var feed in feeds)
            read(feed);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static double Milliseconds(byte[][] feeds, Action<byte[]> read)
    {
        var before = Environment.CpuUsage.TotalTime;
        foreach (var feed in feeds)
            read(feed);
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }
}
