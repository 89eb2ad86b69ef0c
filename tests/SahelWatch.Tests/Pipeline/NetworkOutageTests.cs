using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Domain;
using SahelWatch.Inputs;
using SahelWatch.Matching;
using SahelWatch.Polling;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Pipeline;

/// <summary>This machine loses its network for a day and a half.</summary>
public sealed class NetworkOutageTests : IAsyncLifetime
{
    private static readonly IPAddress Nowhere = IPAddress.Parse("127.0.0.9"); // nobody listens there

    private readonly TestClock _clock = new(Watch.Morning);
    private readonly Dictionary<string, IPAddress> _hosts = Enumerable.Range(0, 4).ToDictionary(i => $"host{i}.example", _ => IPAddress.Loopback);
    private LoopbackServer _server = null!;
    private ServiceProvider _process = null!;

    public async Task InitializeAsync()
    {
        _server = await LoopbackServer.StartAsync(context =>
        {
            context.Response.Headers.Connection = "close";
            return context.Response.WriteAsync("<rss version='2.0'><channel><title>Outlet</title><item><guid>1</guid><title>One</title></item></channel></rss>");
        });
        Feed[] feeds = [.. _hosts.Keys.Select(host => new Uri($"http://{host}:{_server.Root.Port}/")).Select(url => new Feed { Id = FeedId.From(url), Url = url, Title = url.Host })];
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["SahelWatch:Feeds:AllowPrivateNetworks"] = "true", ["SahelWatch:Feeds:Retries"] = "0" }).Build();
        _process = new ServiceCollection().AddLogging()
            .AddSahelWatch(configuration, _clock, new SahelWatchInputs(feeds, Watchlist.Shipped, [Watch.Daily]), _hosts)
            .AddSingleton(new Stores(new CountingBlobs(new MemoryBlobs()))).BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await _process.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task All_feeds_are_read_within_the_hour_after_it_is_back()
    {
        await PollAsync();
        Set(Nowhere, [.. _hosts.Keys]);
        PollReport? last = null;
        for (var hour = 1; hour <= 36; hour++)
            last = await PollAsync(TimeSpan.FromHours(1));
        Set(IPAddress.Loopback, [.. _hosts.Keys]);

        var back = await PollAsync(TimeSpan.FromHours(1));

        last!.Notes.ShouldHaveSingleItem().Text.ShouldContain("this machine's network");
        (back.Polled, back.Failures.Count, back.Notes.Count).ShouldBe((4, 0, 0));
    }

    [Fact]
    public async Task Hosts_that_are_down_while_another_answers_are_retried_ever_more_rarely()
    {
        await PollAsync();
        Set(Nowhere, [.. _hosts.Keys.Skip(1)]);
        var reports = new List<PollReport>();
        for (var hour = 1; hour <= 36; hour++)
            reports.Add(await PollAsync(TimeSpan.FromHours(1)));

        reports.ShouldAllBe(r => r.Notes.Count == 0);
        reports.TakeLast(12).Sum(r => r.Polled).ShouldBeLessThanOrEqualTo(12 + 3, "the one that answers every hour, each of the others once at most");
    }

    private void Set(IPAddress address, string[] hosts) => Array.ForEach(hosts, host => _hosts[host] = address);

    private Task<PollReport> PollAsync(TimeSpan later = default)
    {
        _clock.AdvanceTo(_clock.GetUtcNow() + later);
        return _process.GetRequiredService<SahelWatch.Pipeline>().PollAsync(all: false, null, CancellationToken.None);
    }
}
