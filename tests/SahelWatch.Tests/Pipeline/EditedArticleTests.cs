using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Domain;
using SahelWatch.Inputs;
using SahelWatch.Matching;
using SahelWatch.Polling;
using SahelWatch.Storage;
using SahelWatch.Stories;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Pipeline;

/// <summary>What an outlet does to an entry after it showed it, from the feed to the story.</summary>
public sealed class EditedArticleTests : IAsyncLifetime
{
    private const string Killed = "Fifteen killed in attack on Djibo, Burkina Faso";

    private readonly MemoryBlobs _blobs = new();
    private readonly TestClock _clock = new(Watch.Morning);
    private readonly Dictionary<string, string> _bodies = [];
    private LoopbackServer _server = null!;

    public async Task InitializeAsync() =>
        _server = await LoopbackServer.StartAsync(context => context.Response.WriteAsync(_bodies[context.Request.Host.Host]));

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task An_edited_headline_is_the_same_article_and_the_old_one_is_kept()
    {
        await PollAsync(("one.example", 1, Killed));
        await GroupAsync();
        var poll = await PollAsync(("one.example", 1, "Twenty killed in attack on Djibo, Burkina Faso"));
        var grouped = await GroupAsync();

        (poll.Kept, poll.Updated, grouped.Articles).ShouldBe((0, 1, 0));
        var report = (await StoriesAsync()).ShouldHaveSingleItem().Reports.ShouldHaveSingleItem();
        (report.Title, report.FirstSeen).ShouldBe(("Twenty killed in attack on Djibo, Burkina Faso", Watch.Morning.AddHours(1)));
        report.Former.ShouldHaveSingleItem().Title.ShouldBe(Killed);
    }

    [Fact]
    public async Task An_edit_that_comes_before_grouping_is_the_article()
    {
        await PollAsync(("one.example", 1, Killed));
        await PollAsync(("one.example", 1, "Twenty killed in attack on Djibo, Burkina Faso"));

        (await GroupAsync()).Articles.ShouldBe(1);

        (await StoriesAsync()).Single().Reports.ShouldHaveSingleItem().Title.ShouldStartWith("Twenty");
    }

    [Fact]
    public async Task An_edit_that_makes_an_entry_relevant_brings_it_in_and_other_edits_of_what_was_dropped_do_not()
    {
        await PollAsync(("one.example", 1, "Fifteen killed in attack"), ("two.example", 2, "Rain expected"));
        await PollAsync(("one.example", 1, Killed), ("two.example", 2, "Rain expected at last"));

        (await GroupAsync()).Articles.ShouldBe(1);

        (await StoriesAsync()).Single().Reports.ShouldHaveSingleItem().Title.ShouldBe(Killed);
    }

    [Fact]
    public async Task An_article_that_a_second_feed_shows_later_stays_one_article_of_the_first()
    {
        await PollAsync(("one.example", 1, Killed));
        await GroupAsync();
        await PollAsync(("one.example", 1, Killed), ("two.example", 1, $"{Killed} - Two"));

        (await GroupAsync()).Articles.ShouldBe(0);

        (await StoriesAsync()).Single().Reports.ShouldHaveSingleItem().Source.ShouldBe("one.example");
    }

    /// <summary>An hour later, outlets that show one entry each.</summary>
    private async Task<PollReport> PollAsync(params (string Host, int Address, string Title)[] outlets)
    {
        _clock.Advance(TimeSpan.FromHours(1));
        foreach (var (host, address, title) in outlets)
            _bodies[host] = $"<rss version='2.0'><channel><title>{host}</title><item><guid>{host}-1</guid><link>https://outlet.example/{address}</link><title>{title}</title></item></channel></rss>";
        await using var process = Begin(outlets.Select(o => o.Host));
        return await process.GetRequiredService<SahelWatch.Pipeline>().PollAsync(all: true, null, CancellationToken.None);
    }

    private async Task<GroupReport> GroupAsync()
    {
        await using var process = Begin([]);
        return await process.GetRequiredService<SahelWatch.Pipeline>().GroupAsync(CancellationToken.None);
    }

    private Task<IReadOnlyList<Story>> StoriesAsync() => new StoryStore(_blobs).ChangedAsync(Watch.Morning, _clock.GetUtcNow(), CancellationToken.None);

    private ServiceProvider Begin(IEnumerable<string> outlets)
    {
        var feeds = outlets.Select(
            host => new Feed { Id = FeedId.From(new Uri($"http://{host}/")), Url = new Uri($"http://{host}:{_server.Root.Port}/"), Title = host }).ToList();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("SahelWatch:Feeds:AllowPrivateNetworks", (string?)"true")])
            .Build();
        return new ServiceCollection().AddLogging()
            .AddSahelWatch(configuration, _clock, new SahelWatchInputs(feeds, Watchlist.Shipped, [Watch.Daily]),
                feeds.ToDictionary(f => f.Url.Host, _ => IPAddress.Loopback))
            .AddSingleton(new Stores(new CountingBlobs(_blobs))).BuildServiceProvider();
    }
}
