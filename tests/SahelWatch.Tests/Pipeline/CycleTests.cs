using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Domain;
using SahelWatch.Inputs;
using SahelWatch.Matching;
using SahelWatch.Polling;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;
using SahelWatch.Upkeep;

namespace SahelWatch.Tests.Pipeline;

[Collection(OneAzurite.Name)]
public sealed class CycleTests(Azurite azurite) : IAsyncLifetime
{
    private readonly ScriptedMailer _mailer = new();
    private Watch _watch = null!;

    public async Task InitializeAsync() => _watch = await Watch.OpenAsync(outlets: 8);

    public async Task DisposeAsync() => await _watch.DisposeAsync();

    [Fact]
    public async Task What_the_outlets_report_reaches_every_reader_once()
    {
        var report = await _watch.CycleAsync(new MemoryBlobs(), _mailer);

        report.Digests.Single().Stories.ShouldBeGreaterThan(0);
        _mailer.Accepted.Select(m => m.To.Value).ShouldBe(["one@reader.example", "two@reader.example"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_second_cycle_on_the_same_store_finds_nothing_and_sends_nothing()
    {
        var blobs = new MemoryBlobs();
        await _watch.CycleAsync(blobs, _mailer);
        var before = await NamesAsync(blobs);

        await using var process = _watch.Begin(blobs, _mailer);
        var pipeline = process.GetRequiredService<SahelWatch.Pipeline>();
        var poll = await pipeline.PollAsync(all: true, null, CancellationToken.None);
        var group = await pipeline.GroupAsync(CancellationToken.None);
        await pipeline.DigestAsync(today: true, CancellationToken.None);

        (poll.Entries, poll.Kept, poll.NotModified, group.Articles).ShouldBe((0, 0, poll.Feeds, 0));
        _mailer.Accepted.Count.ShouldBe(2);
        (await NamesAsync(blobs)).ShouldBe(before);
    }

    [Fact]
    public async Task A_digest_goes_out_by_itself_when_its_time_comes_and_not_before()
    {
        var blobs = new MemoryBlobs();
        var clock = new TestClock(Watch.Morning.AddMinutes(-20));
        await using var process = _watch.Begin(blobs, _mailer, clock);
        var pipeline = process.GetRequiredService<SahelWatch.Pipeline>();
        await pipeline.PollAsync(all: true, null, CancellationToken.None);
        await pipeline.GroupAsync(CancellationToken.None);

        (await pipeline.DigestAsync(today: false, CancellationToken.None)).Digests.ShouldBeEmpty();
        clock.Advance(TimeSpan.FromMinutes(21));
        await pipeline.DigestAsync(today: false, CancellationToken.None);
        await pipeline.DigestAsync(today: false, CancellationToken.None);

        _mailer.Accepted.Count.ShouldBe(2);
    }

    [SkippableFact]
    public async Task Azure_storage_and_a_folder_give_the_same_digest()
    {
        using var folder = new TemporaryFolder();
        var inFolder = new FolderBlobs(folder.Path);
        var inAzure = BlobStore.Open(azurite.Store("cycle"));

        await _watch.CycleAsync(inFolder, _mailer);
        await _watch.CycleAsync(inAzure, _mailer);

        foreach (var extension in new[] { "html", "txt", "json" })
            (await TextAsync(inAzure, BlobNames.Digest("daily", "2026-11-22", extension))).ShouldBe(
                await TextAsync(inFolder, BlobNames.Digest("daily", "2026-11-22", extension)));
        (await NamesAsync(inAzure)).ShouldBe(await NamesAsync(inFolder));
    }

    [Fact]
    public async Task A_lost_index_is_rebuilt_and_the_stories_keep_their_ids()
    {
        var blobs = new MemoryBlobs();
        await _watch.CycleAsync(blobs, _mailer);
        var stories = (await NamesAsync(blobs)).Where(n => n.StartsWith("stories/", StringComparison.Ordinal)).ToList();
        await blobs.DeleteAsync(BlobNames.IndexSegment(DateOnly.FromDateTime(Watch.Morning.UtcDateTime)), CancellationToken.None);

        await using var process = _watch.Begin(blobs, _mailer);
        var stores = process.GetRequiredService<Stores>();
        var known = await stores.Articles.StoredAsync(DateOnly.FromDateTime(Watch.Morning.UtcDateTime), CancellationToken.None).ToListAsync();
        await stores.Articles.AppendAsync(known, Watch.Morning.AddSeconds(1), CancellationToken.None);
        var group = await process.GetRequiredService<SahelWatch.Pipeline>().GroupAsync(CancellationToken.None);

        group.Articles.ShouldBe(0);
        (await NamesAsync(blobs)).Where(n => n.StartsWith("stories/", StringComparison.Ordinal)).ShouldBe(stories);
    }

    [Fact]
    public async Task The_status_of_feeds_in_shards_is_that_of_all_shards_together()
    {
        const int shards = 3;
        var clock = new TestClock(Watch.Morning);
        await using var process = _watch.Begin(new Stores(new CountingBlobs(new MemoryBlobs()), shards), _mailer, clock);
        var pipeline = process.GetRequiredService<SahelWatch.Pipeline>();
        var polls = new List<PollReport>();
        for (var shard = 0; shard < shards; shard++, clock.Advance(TimeSpan.FromMinutes(1)))
            polls.Add(await pipeline.PollShardAsync(shard, CancellationToken.None));

        var status = (await pipeline.StatusAsync(CancellationToken.None)).Poll.ShouldNotBeNull();

        polls.Count(p => p.Polled > 0).ShouldBeGreaterThan(1);
        (status.Feeds, status.Polled, status.Kept).ShouldBe((polls.Sum(p => p.Feeds), polls.Sum(p => p.Polled), polls.Sum(p => p.Kept)));
        status.At.ShouldBe(polls[0].At, "as old as the oldest");
        (await pipeline.HealthAsync(CancellationToken.None)).Poll.ShouldBe(polls[0].At);
    }

    [Fact]
    public async Task Status_says_where_a_feed_moved_until_the_new_address_is_listed()
    {
        var stores = new Stores(new CountingBlobs(new MemoryBlobs()));
        var (old, moved) = (_watch.Feeds[0], new Uri(_watch.Feeds[1].Url, "?moved"));
        await stores.FeedStates.SaveAsync(0, [new FeedState { Id = old.Id, MovedTo = moved }], await stores.FeedStates.LoadAsync(0, default), default);

        var before = await MovesAsync(old);
        var after = await MovesAsync(old with { Id = FeedId.From(moved), Url = moved });

        before.ShouldHaveSingleItem().ShouldBe($"Moved permanently: {old.Title} ({old.Url}) is polled at {moved}. List that address instead.");
        after.ShouldBeEmpty();

        async Task<IReadOnlyList<string>> MovesAsync(Feed listed)
        {
            var inputs = new SahelWatchInputs([listed], Watchlist.Shipped, [Watch.Daily]);
            await using var process = _watch.Begin(stores, _mailer, new TestClock(Watch.Morning), inputs);
            var pipeline = process.GetRequiredService<SahelWatch.Pipeline>();
            (await pipeline.PollAsync(all: true, null, default)).Failures.ShouldBeEmpty();
            return [.. ReportText.Of(await pipeline.StatusAsync(default)).Where(line => line.Contains("Moved", StringComparison.Ordinal))];
        }
    }

    [Fact]
    public async Task A_cycle_is_traced_down_to_each_feed_and_each_mail()
    {
        var blobs = new MemoryBlobs();
        var spans = new ConcurrentBag<Activity>();
        using var root = new Activity("test").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);

        await _watch.CycleAsync(blobs, _mailer);

        var mine = spans.Where(s => s.TraceId == root.TraceId).ToList(); // other tests run beside this one
        var poll = mine.Single(s => s.OperationName == "poll");
        mine.Where(s => s.OperationName == "feed").ShouldAllBe(s => s.ParentSpanId == poll.SpanId && Equals(s.GetTagItem("outcome"), "Fetched"));
        mine.Count(s => s.OperationName == "feed").ShouldBeGreaterThan(1);
        mine.Count(s => s.OperationName == "delivery").ShouldBe(_mailer.Accepted.Count);
        mine.SelectMany(s => s.TagObjects).ShouldNotContain(t => $"{t.Value}".Contains('@', StringComparison.Ordinal), "no address of a reader");
    }

    [Fact]
    public async Task The_ages_of_the_last_poll_and_the_last_digest_are_measured_each_time_digests_are_looked_for()
    {
        var (blobs, clock) = (new MemoryBlobs(), new TestClock(Watch.Morning));
        await _watch.CycleAsync(blobs, _mailer, clock);
        clock.Advance(TimeSpan.FromMinutes(50));
        var ages = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (instrument.Meter.Name == Telemetry.Name && instrument.Name.EndsWith(".age", StringComparison.Ordinal))
                    own.EnableMeasurementEvents(instrument);
            },
        };
        var here = Mine.Value = new();
        listener.SetMeasurementEventCallback<double>((instrument, age, _, _) =>
        {
            if (Mine.Value == here) // other tests run beside this one
                ages[instrument.Name] = age;
        });
        listener.Start();

        await using var process = _watch.Begin(blobs, _mailer, clock);
        await process.GetRequiredService<SahelWatch.Pipeline>().DigestAsync(today: false, CancellationToken.None);

        ages.ShouldBe(new Dictionary<string, double> { ["sahelwatch.poll.age"] = 3000, ["sahelwatch.digest.age"] = 3000 }, ignoreOrder: true);
    }

    private static readonly AsyncLocal<object> Mine = new();

    private static async Task<List<string>> NamesAsync(IBlobs blobs) => await blobs.ListAsync("", null, CancellationToken.None).ToListAsync();

    private static async Task<string> TextAsync(IBlobs blobs, string name) =>
        Encoding.UTF8.GetString((await blobs.ReadAsync(name, CancellationToken.None)).ShouldNotBeNull().Content.Span);
}
