using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;
using SahelWatch.Tests.Support.Worker;
using SahelWatch.Tests.Support.Worker.Messages;
using Status = SahelWatch.Tests.Support.Worker.Messages.StatusResult.Types.Status;

namespace SahelWatch.Tests.Shells;

/// <summary>Several instances on one account, as the platform starts them: a round is shared, and what they do at once is done once.</summary>
[Collection(OnePublishedWorker.Name)]
public sealed class SeveralWorkersTests(PublishedWorker published, Azurite azurite) : IClassFixture<Azurite>, IDisposable
{
    private const int Shards = 40;

    /// <summary>Of an hour each; the benchmark <c>workers</c> runs fifty.</summary>
    private const int Cycles = 5;

    /// <summary>SAHELWATCH_FEEDS=20000 for the size that the shards are made for, which takes minutes.</summary>
    private static readonly int Feeds = Environment.GetEnvironmentVariable("SAHELWATCH_FEEDS") is { } feeds
        ? int.Parse(feeds, CultureInfo.InvariantCulture)
        : 200;

    private readonly TemporaryFolder _data = new();

    public void Dispose() => _data.Dispose();

    [SkippableFact]
    public async Task Two_workers_share_forty_shards_and_every_feed_is_polled_once()
    {
        var asked = new ConcurrentBag<string>();
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            asked.Add(context.Request.Path);
            return context.Response.WriteAsync(Rss(context.Request.Path));
        });
        var store = azurite.Store("shared-round");
        var settings = Settings(store, server);
        await using var one = await WorkerHost.StartAsync(published.Folder, _data.Path, settings);
        await using var other = await WorkerHost.StartAsync(published.Folder, _data.Path, settings);

        var messages = new ConcurrentQueue<string>((await one.FireAsync("PollFeeds")).OutputData.Single(o => o.Name == "Shards").Data.Strings());
        var polls = (await Task.WhenAll(WorkAsync(one), WorkAsync(other))).SelectMany(p => p).ToList();
        var grouped = await Task.WhenAll(one.DeliverAsync("GroupAfterPoll", "articles were stored"), other.FireAsync("GroupStories"));

        polls.Count.ShouldBe(Shards);
        polls.ShouldAllBe(p => p.Result.Status == Status.Success);
        asked.Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(0, Feeds).Select(i => $"/feed/{i:d3}").Order(StringComparer.Ordinal));
        grouped.ShouldAllBe(g => g.Result.Status == Status.Success);
        var inStories = await ArticlesInStoriesAsync(store);
        inStories.Count.ShouldBe(Feeds);
        inStories.ShouldBeUnique("an article is in one story");

        async Task<List<InvocationResponse>> WorkAsync(WorkerHost host)
        {
            var done = new List<InvocationResponse>();
            while (messages.TryDequeue(out var message))
                done.Add(await host.DeliverAsync("PollShard", message));
            return done;
        }
    }

    [SkippableFact]
    public async Task Two_workers_on_one_store_come_to_the_same_articles_stories_digests_and_mails_as_one()
    {
        await using var oneServer = await SmtpServer.StartAsync();
        await using var twoServer = await SmtpServer.StartAsync();
        var (ofOne, ofTwo) = (azurite.Store("one-worker"), azurite.Store("two-workers"));
        await using var rehearsal = await Rehearsal.StartAsync(_data.Path);
        await rehearsal.AddAsync(workers: 1, published.Folder, ofOne, oneServer.Port, like: null);
        await rehearsal.AddAsync(workers: 2, published.Folder, ofTwo, twoServer.Port, like: ofOne);

        await rehearsal.RunAsync(Cycles);

        var one = await StoreContents.ReadAsync(ofOne, oneServer.Taken);
        var two = await StoreContents.ReadAsync(ofTwo, twoServer.Taken);
        two.DifferencesTo(one).ShouldBeEmpty();
        one.Stories.Count.ShouldBeGreaterThan(10);
        one.Digests.Count.ShouldBe(Cycles - 1, "a store's first run sees that nothing is due yet");
        one.Mails.ShouldBeUnique();
        one.Mails.Count.ShouldBe(one.Digests.Count * 6);
    }

    private Dictionary<string, string> Settings(StorageOptions store, LoopbackServer server)
    {
        var outlines = string.Join('\n', Enumerable.Range(0, Feeds).Select(i => $"""<outline text="Outlet {i}" xmlUrl="{server[$"/feed/{i:d3}"]}" />"""));
        var list = Path.Combine(_data.Path, "feeds.opml");
        File.WriteAllText(list, $"""<opml version="2.0"><head/><body>{outlines}</body></opml>""");
        return new()
        {
            ["SahelWatch__FeedList"] = list,
            ["SahelWatch__Shards"] = $"{Shards}",
            ["SahelWatch__Storage__ConnectionString"] = store.ConnectionString!,
            ["SahelWatch__Storage__Container"] = store.Container,
            ["SahelWatch__Feeds__RequestSpacing"] = "00:00:00",
        };
    }

    /// <summary>The articles of the stories that stand, each as often as a story holds it.</summary>
    private static async Task<List<string>> ArticlesInStoriesAsync(StorageOptions store)
    {
        var blobs = BlobStore.Open(store);
        var articles = new List<string>();
        await foreach (var name in blobs.ListAsync("stories/", null, CancellationToken.None))
        {
            using var story = JsonDocument.Parse((await blobs.ReadAsync(name, CancellationToken.None))!.Content);
            if (!story.RootElement.TryGetProperty("mergedInto", out var into) || into.ValueKind == JsonValueKind.Null)
                articles.AddRange(story.RootElement.GetProperty("reports").EnumerateArray().Select(r => r.GetProperty("article").GetString()!));
        }

        return articles;
    }

    private static string Rss(string path)
    {
        string[] towns = ["Gao", "Mopti", "Kidal", "Diffa", "Djibo", "Dori", "Tahoua", "Ségou"];
        var number = int.Parse(path[(path.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture);
        return $"""
            <rss version="2.0"><channel><title>Outlet {number}</title><link>https://outlet{number}.invalid/</link>
            <item><title>Sahel: attack near {towns[number % towns.Length]}, outlet {number} reports</title><link>https://outlet{number}.invalid/a</link><guid>{number}</guid>
            <pubDate>{TimeProvider.System.GetUtcNow().AddMinutes(-30):R}</pubDate><description>Armed men attacked a post near {towns[number % towns.Length]}, report number {number} says.</description></item></channel></rss>
            """;
    }
}
