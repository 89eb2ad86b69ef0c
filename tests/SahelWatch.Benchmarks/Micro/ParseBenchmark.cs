using System.Xml;
using BenchmarkDotNet.Attributes;
using SahelWatch.Feeds;

namespace SahelWatch.Benchmarks.Micro;

/// <summary><c>parse</c>: parses a hundred generated feeds, against a bare XmlReader pass over the same bytes.</summary>
public class ParseBenchmark
{
    private const int Feeds = 100; // about a megabyte
    private const string ContentType = "application/rss+xml; charset=utf-8";

    private static readonly XmlReaderSettings Bare = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };

    private readonly byte[][] _feeds = [.. Enumerable.Range(0, Feeds).Select(GeneratedFeeds.Bytes)];

    [Benchmark(Baseline = true)]
    public int XmlReaderAlone()
    {
        var nodes = 0;
        foreach (var feed in _feeds)
        {
            using var reader = XmlReader.Create(new MemoryStream(feed, writable: false), Bare);
            while (reader.Read())
                nodes++;
        }

        return nodes;
    }

    [Benchmark]
    public int Parser()
    {
        var entries = _feeds.Sum(f => FeedParser.Parse(f, ContentType, null).Entries.Count);
        return entries == Feeds * GeneratedFeeds.EntriesEach ? entries : throw new InvalidDataException($"{entries} entries were found.");
    }
}
