using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using SahelWatch.Domain;
using SahelWatch.Polling;
using SahelWatch.Polling.Fetching;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Polling;

/// <summary>A poller with a loopback server and a test clock, which keeps the states from poll to poll as the pipeline does.</summary>
internal sealed class Polling : IAsyncDisposable
{
    public const string Rss = """
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0"><channel><title>T</title><link>https://site.example/</link><description>d</description>
          <item><title>One</title><link>https://site.example/1</link><guid>g1</guid><pubDate>Sat, 21 Nov 2026 10:00:00 GMT</pubDate></item>
          <item><title>Two</title><link>https://site.example/2</link><guid>g2</guid><pubDate>Sat, 21 Nov 2026 09:00:00 GMT</pubDate></item>
        </channel></rss>
        """;

    public FeedPoller Poller { get; }

    private Polling(LoopbackServer server, FeedPoller poller, TestClock clock) => (Server, Poller, Clock) = (server, poller, clock);

    public TestClock Clock { get; }

    public LoopbackServer Server { get; }

    public Dictionary<FeedId, FeedState> States { get; } = [];

    /// <summary>Delays (spacing, retries) elapse at once; timeouts wait for the test to advance the clock.</summary>
    public static async Task<Polling> StartAsync(
        RequestDelegate answer, Action<FeedOptions>? set = null, Func<FeedOptions, HttpMessageHandler>? http = null, bool tls = false)
    {
        var options = new FeedOptions { AllowPrivateNetworks = true };
        set?.Invoke(options);
        var clock = new TestClock { PassesAtOnce = TimeSpan.FromSeconds(9) };
        var server = await LoopbackServer.StartAsync(answer, tls);
        return new Polling(server, new FeedPoller(options, (http ?? (o => FeedSockets.Create(o)))(options), clock, NullLogger.Instance), clock);
    }

    /// <summary>Trusts the loopback server's certificate.</summary>
    public static SocketsHttpHandler Trusting(FeedOptions options)
    {
        var handler = FeedSockets.Create(options);
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=127.0.0.1";
        return handler;
    }

    public static Feed Feed(Uri url) => new() { Id = FeedId.From(url), Url = url, Title = url.ToString() };

    public static FeedOutcome.Failed Failure(PollResult result) => result.Outcome.ShouldBeOfType<FeedOutcome.Failed>();

    /// <summary>Polls the feed at the path now, whether or not it is due.</summary>
    public async Task<PollResult> PollAsync(string path = "/feed") => (await PollAsync([Server[path]])).Single();

    public async Task<IReadOnlyList<PollResult>> PollAsync(IEnumerable<Uri> urls, bool all = true)
    {
        var results = new List<PollResult>();
        await Poller.PollAsync([.. urls.Select(Feed)], States, all, (result, _) =>
        {
            lock (results)
                results.Add(result);
            return default;
        }, CancellationToken.None);
        foreach (var result in results)
            States[result.Feed.Id] = result.State;
        return results;
    }

    public async ValueTask DisposeAsync()
    {
        Poller.Dispose();
        await Server.DisposeAsync();
    }
}
