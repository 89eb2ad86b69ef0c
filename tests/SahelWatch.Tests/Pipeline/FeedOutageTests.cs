using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Delivery.Mail;
using SahelWatch.Domain;
using SahelWatch.Inputs;
using SahelWatch.Matching;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Pipeline;

/// <summary>A feed that cannot be read for days, from the poll to the digest.</summary>
public sealed class FeedOutageTests : IAsyncLifetime
{
    private readonly MemoryBlobs _blobs = new();
    private readonly ScriptedMailer _mailer = new();
    private readonly TestClock _clock = new(Watch.Morning.AddHours(-1));
    private string? _body;
    private LoopbackServer _server = null!;

    public async Task InitializeAsync() => _server = await LoopbackServer.StartAsync(context =>
    {
        context.Response.StatusCode = _body is null ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        return context.Response.WriteAsync(_body ?? "");
    });

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task What_it_published_meanwhile_is_mailed_when_it_is_back_and_what_is_years_old_is_not()
    {
        Publish(("past", "Twelve killed in ambush near Ménaka, Mali", Watch.Morning.AddDays(-9)),
            ("today", "Cholera ward set up in Diffa, Niger", Watch.Morning.AddHours(-3)));
        await CycleAsync(Watch.Morning);
        _body = null;
        for (var day = 1; day <= 3; day++)
            await CycleAsync(Watch.Morning.AddDays(day));
        Publish(("missed", "Gold miners protest in Kangaba, Mali", Watch.Morning.AddDays(1)),
            ("archive", "Camel race returns to Agadez, Niger", Watch.Morning.AddYears(-3)));
        await CycleAsync(Watch.Morning.AddDays(4));

        var told = _mailer.Accepted.DistinctBy(m => m.Date).Select(m => m.Content.Text).ToList();
        told[0].ShouldContain("Cholera ward");
        told[0].ShouldNotContain("Ménaka");
        told[^1].ShouldContain("Gold miners");
        told[^1].ShouldNotContain("Camel race");
    }

    private void Publish(params (string Id, string Title, DateTimeOffset At)[] entries) =>
        _body = $"<rss version='2.0'><channel><title>Outlet</title>{string.Concat(entries.Select(e => $"<item><guid>{e.Id}</guid><link>https://outlet.example/{e.Id}</link><title>{e.Title}</title><pubDate>{e.At:R}</pubDate></item>"))}</channel></rss>";

    private async Task CycleAsync(DateTimeOffset at)
    {
        _clock.AdvanceTo(at);
        var feed = new Feed
        { Id = FeedId.From(new Uri("http://outlet.example/")), Url = new Uri($"http://outlet.example:{_server.Root.Port}/"), Title = "Outlet" };
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["SahelWatch:Feeds:AllowPrivateNetworks"] = "true", ["SahelWatch:Feeds:Retries"] = "0" })
                .Build();
        await using var process = new ServiceCollection().AddLogging()
            .AddSahelWatch(configuration, _clock, new SahelWatchInputs([feed], Watchlist.Shipped, [Watch.Daily]),
                new Dictionary<string, IPAddress> { ["outlet.example"] = IPAddress.Loopback })
            .AddSingleton(new Stores(new CountingBlobs(_blobs))).AddSingleton<IMailer>(_mailer).BuildServiceProvider();
        var pipeline = process.GetRequiredService<SahelWatch.Pipeline>();
        await pipeline.PollAsync(all: true, null, CancellationToken.None);
        await pipeline.GroupAsync(CancellationToken.None);
        await pipeline.DigestAsync(today: true, CancellationToken.None);
    }
}
