using SahelWatch.Domain;
using SahelWatch.Polling;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Polling;

public sealed class FeedStateStoreTests : IDisposable
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 8, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Entries = [1, 2, 3, 255];
    private readonly TemporaryFolder _folder = new();
    private readonly FeedStateStore _store;

    public FeedStateStoreTests() => _store = new FeedStateStore(new FolderBlobs(_folder.Path));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_feeds_state_is_loaded_as_it_was_saved()
    {
        var state = State("a", Monday) with
        {
            ETag = "W/\"x\"",
            BodyHash = ulong.MaxValue,
            Seen = new byte[] { 1, 2, 255 },
            SkipHours = [
            3],
            Rhythm = TimeSpan.FromHours(5),
            MovedTo = new Uri("https://new.example/f")
        };

        (await SaveAsync(state)).ShouldNotBeNull();

        var back = (await _store.LoadAsync(0, default)).Feeds[state.Id];
        back.Seen.ToArray().ShouldBe([1, 2, 255]);
        (back with { Seen = default, SkipHours = [], SkipDays = [] }).ShouldBe(state with { Seen = default, SkipHours = [], SkipDays = [] });
        back.SkipHours.ShouldBe([3]);
    }

    [Fact]
    public async Task A_poll_that_loses_the_race_keeps_what_the_other_one_saved()
    {
        var before = await _store.LoadAsync(0, default);
        await SaveAsync(State("other", Monday));

        (await _store.SaveAsync(0, [State("mine", Monday)], before, default)).ShouldNotBeNull();

        (await _store.LoadAsync(0, default)).Feeds.Keys.Select(k => k.Value).ShouldBe(["mine", "other"], ignoreOrder: true);
    }

    [Fact]
    public async Task Of_two_polls_of_one_feed_the_later_state_is_kept()
    {
        var before = await _store.LoadAsync(0, default);
        await SaveAsync(State("a", Monday.AddHours(1)) with { Failures = 7 });

        await _store.SaveAsync(0, [State("a", Monday)], before, default);

        (await _store.LoadAsync(0, default)).Feeds.Values.Single().Failures.ShouldBe(7);
    }

    [Fact]
    public async Task The_state_is_saved_even_if_the_clock_was_set_back()
    {
        await SaveAsync(State("a", Monday.AddYears(1)));

        await SaveAsync(State("a", Monday));

        (await _store.LoadAsync(0, default)).Feeds.Values.Single().LastPoll.ShouldBe(Monday);
    }

    [Fact]
    public async Task A_poll_without_new_entries_does_not_write_the_entries_seen()
    {
        var blobs = new MemoryBlobs();
        var states = new FeedStateStore(blobs);
        await states.SaveAsync(0, [State("a", Monday) with { Seen = Entries }], await states.LoadAsync(0, default), default);
        var (loaded, before) = (await states.LoadAsync(0, default), blobs.Writes);

        await states.SaveAsync(0, [loaded.Feeds.Values.Single() with { LastPoll = Monday.AddHours(1) }], loaded, default);

        (blobs.Writes - before).ShouldBe(1);
        var back = (await states.LoadAsync(0, default)).Feeds.Values.Single();
        back.LastPoll.ShouldBe(Monday.AddHours(1));
        back.Seen.ToArray().ShouldBe(Entries);
    }

    [Fact]
    public async Task A_process_reads_the_states_once_and_again_only_after_another_process_saved()
    {
        var blobs = new CountingBlobs(new MemoryBlobs());
        var (mine, theirs) = (new FeedStateStore(blobs), new FeedStateStore(blobs));
        await mine.SaveAsync(0, [State("a", Monday) with { Seen = Entries }], await mine.LoadAsync(0, default), default);

        var known = await mine.LoadAsync(0, default);
        (await mine.LoadAsync(0, default)).ShouldBeSameAs(known);
        known.Feeds.Values.Single().Seen.ToArray().ShouldBe(Entries);

        await theirs.SaveAsync(0, [State("a", Monday.AddHours(1)) with { Seen = new byte[] { 7 } }], await theirs.LoadAsync(0, default), default);
        var back = (await mine.LoadAsync(0, default)).Feeds.Values.Single();
        back.LastPoll.ShouldBe(Monday.AddHours(1));
        back.Seen.ToArray().ShouldBe([7]);
    }

    [Fact]
    public async Task Entries_that_another_process_saved_before_it_died_are_read_before_ours_are_saved()
    {
        var blobs = new MemoryBlobs();
        var mine = new FeedStateStore(blobs);
        await mine.SaveAsync(0, [State("a", Monday)], await mine.LoadAsync(0, default), default);
        var loaded = await mine.LoadAsync(0, default);
        var theirs = new FeedStateStore(blobs);
        var states = await theirs.LoadAsync(0, default);
        blobs.WritesLeft = 1;
        await Should.ThrowAsync<StorageException>(() => theirs.SaveAsync(0, [State("a", Monday.AddHours(1)) with { Seen = Entries }], states, default));
        blobs.WritesLeft = -1;

        (await mine.SaveAsync(0, [State("b", Monday) with { Seen = new byte[] { 7 } }], loaded, default)).ShouldNotBeNull();

        var feeds = (await mine.LoadAsync(0, default)).Feeds;
        feeds[new FeedId("a")].Seen.ToArray().ShouldBe(Entries);
        feeds[new FeedId("b")].Seen.ToArray().ShouldBe([7]);
    }

    [Fact]
    public async Task After_a_crash_between_the_two_blobs_the_entries_are_kept_and_the_feed_is_fetched_again()
    {
        var blobs = new MemoryBlobs();
        var states = new FeedStateStore(blobs);
        await states.SaveAsync(0, [State("a", Monday) with { ETag = "old" }], await states.LoadAsync(0, default), default);
        var loaded = await states.LoadAsync(0, default);

        blobs.WritesLeft = 1;
        await Should.ThrowAsync<StorageException>(
            () => states.SaveAsync(0, [State("a", Monday.AddHours(1)) with { ETag = "new", Seen = Entries }], loaded, default));

        var back = (await states.LoadAsync(0, default)).Feeds.Values.Single();
        back.ETag.ShouldBe("old");
        back.Seen.ToArray().ShouldBe(Entries);
    }

    [Fact]
    public async Task Two_concurrent_polls_of_different_feeds_both_save_their_entries()
    {
        var (mine, theirs) = (await _store.LoadAsync(0, default), await _store.LoadAsync(0, default));
        await _store.SaveAsync(0, [State("theirs", Monday) with { Seen = Entries }], theirs, default);

        (await _store.SaveAsync(0, [State("mine", Monday) with { Seen = new byte[] { 7 } }], mine, default)).ShouldNotBeNull();

        var feeds = (await _store.LoadAsync(0, default)).Feeds;
        feeds[new FeedId("theirs")].Seen.ToArray().ShouldBe(Entries);
        feeds[new FeedId("mine")].Seen.ToArray().ShouldBe([7]);
    }

    [Fact]
    public void Feeds_are_distributed_over_the_shards_and_never_change_theirs()
    {
        var (one, other) = (new FeedStateStore(new MemoryBlobs(), shards: 4), new FeedStateStore(new MemoryBlobs(), shards: 4));
        var feeds = Enumerable.Range(0, 400).Select(i => FeedId.From(new Uri($"https://outlet{i}.example/feed"))).ToList();

        var sizes = feeds.GroupBy(one.ShardOf).Select(g => g.Count()).ToList();

        sizes.Count.ShouldBe(4);
        sizes.Min().ShouldBeGreaterThan(60);
        feeds.ShouldAllBe(f => one.ShardOf(f) == other.ShardOf(f));
    }

    private async Task<FeedStates?> SaveAsync(FeedState state) => await _store.SaveAsync(0, [state], await _store.LoadAsync(0, default), default);

    private static FeedState State(string id, DateTimeOffset polled) => new() { Id = new FeedId(id), LastPoll = polled, NextDue = polled.AddMinutes(15) };
}
