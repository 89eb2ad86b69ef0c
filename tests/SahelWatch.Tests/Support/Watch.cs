using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Cli.Demo;
using SahelWatch.Delivery.Mail;
using SahelWatch.Digests;
using SahelWatch.Digests.Editions;
using SahelWatch.Domain;
using SahelWatch.Inputs;
using SahelWatch.Matching;
using SahelWatch.Storage;

namespace SahelWatch.Tests.Support;

/// <summary>The whole product over invented outlets on loopback, with the real parts: only the clock, the store and the mailer are the test's.</summary>
internal sealed class Watch : IAsyncDisposable
{
    /// <summary>The morning that the invented articles are of.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 11, 22, 6, 0, 0, TimeSpan.Zero);

    private readonly DemoServer _server;
    private Watch(DemoServer server, IReadOnlyList<DemoFeed> outlets)
    {
        this._server = server;
        Feeds = [.. outlets.Select(o => DemoCommand.Listed(o, server))];
        Hosts = outlets.ToDictionary(o => o.Host, _ => server.Address.Address);
    }

    public IReadOnlyList<Feed> Feeds { get; }

    private Dictionary<string, System.Net.IPAddress> Hosts { get; }

    /// <param name="outlets">How many outlets, those with most articles first.</param>
    public static async Task<Watch> OpenAsync(int outlets)
    {
        var all = DemoFeed.Of(DemoArticle.Published24HoursBefore(Morning));
        IReadOnlyList<DemoFeed> some = [.. all.OrderByDescending(o => o.Articles.Count).ThenBy(o => o.Outlet, StringComparer.Ordinal).Take(outlets)];
        return new Watch(await DemoServer.StartAsync(some, CancellationToken.None), some);
    }

    /// <summary>A process that begins: nothing is left in it of the one before, but what is in the store.</summary>
    public ServiceProvider Begin(IBlobs blobs, IMailer mailer, TimeProvider? clock = null, params Edition[] editions) =>
        Begin(new Stores(new CountingBlobs(blobs)), mailer, clock, editions);

    /// <summary>The same with stores of one's own making.</summary>
    public ServiceProvider Begin(Stores stores, IMailer mailer, TimeProvider? clock = null, params Edition[] editions) =>
        Begin(stores, mailer, clock ?? new TestClock(Morning), new SahelWatchInputs(Feeds, Watchlist.Shipped, editions is [] ? [Daily] : editions));

    /// <param name="inputs">Null for those in the store.</param>
    public ServiceProvider Begin(Stores stores, IMailer mailer, TimeProvider clock, SahelWatchInputs? inputs)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("SahelWatch:Feeds:AllowPrivateNetworks", (string?)"true")])
            .Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSahelWatch(configuration, clock, inputs, Hosts)
            .AddSingleton(stores)
            .AddSingleton(mailer)
            .BuildServiceProvider();
    }

    public static Edition Daily { get; } = new() { Id = "daily", Title = "Daily", Readers = ["one@reader.example", "two@reader.example"] };

    /// <summary>One cycle in a process of its own.</summary>
    public async Task<DigestReport> CycleAsync(IBlobs blobs, IMailer mailer, TimeProvider? clock = null)
    {
        await using var process = Begin(blobs, mailer, clock);
        var pipeline = process.GetRequiredService<SahelWatch.Pipeline>();
        await pipeline.PollAsync(all: true, null, CancellationToken.None);
        await pipeline.GroupAsync(CancellationToken.None);
        return await pipeline.DigestAsync(today: true, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
