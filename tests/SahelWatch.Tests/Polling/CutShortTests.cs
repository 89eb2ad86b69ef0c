using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SahelWatch.Archive;
using SahelWatch.Domain;
using SahelWatch.Matching;
using SahelWatch.Polling;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Polling;

/// <summary>A poll that is stopped before it has reached every feed, as the Functions host does when it runs too long.</summary>
public sealed class CutShortTests
{
    private const int Feeds = 40;

    private readonly MemoryBlobs _blobs = new();
    private readonly TestClock _clock = new() { PassesAtOnce = TimeSpan.FromSeconds(9) };
    private readonly List<Feed> _feeds = [.. Enumerable.Range(0, Feeds).Select(i => new Uri($"https://outlet{i}.example/feed"))
        .Select(u => new Feed { Id = FeedId.From(u), Url = u, Title = u.Host })];

    [Fact]
    public async Task Results_are_stored_along_the_way_and_the_next_poll_starts_with_the_remaining_feeds()
    {
        var asked = new List<string>();
        await Should.ThrowAsync<OperationCanceledException>(() => PollAsync(asked, endAfter: 25));

        var states = (await new FeedStateStore(_blobs).LoadAsync(0, default)).Feeds;
        states.Count.ShouldBeInRange(20, 25);
        var articles = await new ArticleStore(_blobs).StoredAsync(DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime), default).ToListAsync();
        articles.Select(a => a.Feed).Distinct().Order(ById).ShouldBe(states.Keys.Order(ById)); // no state is saved before its articles

        asked.Clear();
        await PollAsync(asked, endAfter: Feeds);
        asked.Count.ShouldBe(Feeds - states.Count);
    }

    /// <summary>Every feed takes 15 seconds to answer.</summary>
    private async Task PollAsync(List<string> asked, int endAfter)
    {
        using var stop = new CancellationTokenSource();
        var http = new Answering(request =>
        {
            asked.Add(request.RequestUri!.Host);
            if (asked.Count > endAfter)
                stop.Cancel();
            stop.Token.ThrowIfCancellationRequested();
            _clock.Advance(TimeSpan.FromSeconds(15));
            return Rss(request.RequestUri.Host);
        });
        var options = new FeedOptions { Parallelism = 1, MinInterval = TimeSpan.FromHours(6) };
        using var poller = new FeedPoller(options, http, _clock, NullLogger.Instance);
        var stage = new PollFeeds(poller, new ArticleMatcher(Watchlist.Shipped), new Stores(new CountingBlobs(_blobs)), _clock, NullLogger<PollFeeds>.Instance);
        await stage.RunAsync(_feeds, all: false, progress: null, stop.Token);
    }

    private static readonly Comparer<FeedId> ById = Comparer<FeedId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value));

    private static HttpResponseMessage Rss(string host) => new(HttpStatusCode.OK)
    {
        Content = new StringContent(
            $"<rss version=\"2.0\"><channel><title>{host}</title><link>https://{host}/</link><description>d</description><item><title>Flood in Gao, Mali, leaves 200 families without homes</title><link>https://{host}/1</link></item></channel></rss>",
            Encoding.UTF8,
            "application/rss+xml"),
    };

    private sealed class Answering(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer(request));
    }
}
