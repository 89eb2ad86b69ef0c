using SahelWatch.Archive;
using SahelWatch.Domain;
using SahelWatch.Polling;
using SahelWatch.Storage;
using SahelWatch.Stories;
using SahelWatch.Stories.Indexing;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Storage;

public sealed class StoresTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = DateOnly.FromDateTime(Noon.UtcDateTime);
    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly TemporaryFolder _folder = new();

    private CountingBlobs Blobs => field ??= new CountingBlobs(new FolderBlobs(_folder.Path));

    private ArticleStore Articles => new(Blobs);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_read_is_not_read_again()
    {
        await AppendAsync(Noon.AddMinutes(-30), "a", "b");
        await AppendAsync(Noon, "c", "b");
        var first = await Articles.ReadSinceAsync(ArticleCursor.At(Noon.AddDays(-1)), Noon, Never);
        await AppendAsync(Noon.AddMinutes(15), "d");

        var second = await Articles.ReadSinceAsync(first.Next, Noon.AddMinutes(15), Never);
        var third = await Articles.ReadSinceAsync(second.Next, Noon.AddMinutes(30), Never);

        first.Articles.Select(a => a.Id).ShouldBe([.. Ids("a", "b").Order(ById), .. Ids("c", "b").Order(ById)]);
        second.Articles.Select(a => a.Id).ShouldBe(Ids("d"));
        third.Articles.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_gives_back_what_was_put_in_it_a_line_an_article_in_the_order_of_their_ids()
    {
        IReadOnlyList<Article> articles = [StoredShapes.Article, StoredShapes.Article with { Id = ArticleId.From("other"), Text = "Two lines\nand \u2028 a third" }];
        articles = [.. articles.OrderBy(a => a.Id, ById)];
        await Articles.AppendAsync(articles.Reverse(), Noon, Never);

        (await Articles.DayAsync(Day, Never)).Select(a => (a.Id, a.Text, a.Match.Score)).ShouldBe(articles.Select(a => (a.Id, a.Text, a.Match.Score)));
        var page = System.Text.Encoding.UTF8.GetString((await Blobs.ReadAsync(BlobNames.ArticlePage(Noon, 0), Never))!.Content.Span);
        page.Split('\n').Length.ShouldBe(3, "two lines, both ended");
    }

    [Fact]
    public async Task An_article_is_found_by_its_id_in_its_latest_wording_and_not_beyond_a_month_of_silence()
    {
        await AppendAsync(Noon.AddDays(-3), "a");
        await Articles.AppendAsync([StoredShapes.Article with { Id = ArticleId.From("a"), Title = "Edited", IsEdit = true }], Noon.AddDays(-1), Never);
        await AppendAsync(Noon.AddDays(-90), "lost");

        (await Articles.FindAsync(ArticleId.From("a"), Noon, Never))!.Title.ShouldBe("Edited");
        (await Articles.FindAsync(ArticleId.From("lost"), Noon, Never)).ShouldBeNull();
    }

    [Fact]
    public async Task A_poll_that_wrote_late_or_by_a_slow_clock_is_not_passed_over()
    {
        await AppendAsync(Noon, "a");
        var first = await Articles.ReadSinceAsync(ArticleCursor.At(Noon.AddHours(-1)), Noon, Never);
        await AppendAsync(Noon.AddMinutes(-10), "late");

        (await Articles.ReadSinceAsync(first.Next, Noon.AddMinutes(1), Never)).Articles.Select(a => a.Id).ShouldBe(Ids("late"));
    }

    [Fact]
    public async Task Articles_are_read_across_midnight_and_across_days_without_grouping()
    {
        await AppendAsync(Noon.AddDays(-3), "a");
        await AppendAsync(Noon.Date.AddMilliseconds(-1), "b");
        await AppendAsync(Noon.Date, "c");

        (await Articles.ReadSinceAsync(ArticleCursor.At(Noon.AddDays(-4)), Noon, Never)).Articles.Select(a => a.Id).ShouldBe(Ids("a", "b", "c"));
    }

    [Fact]
    public async Task Two_polls_in_one_millisecond_both_find_their_place()
    {
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => AppendAsync(Noon, $"{i}")));

        (await Articles.DayAsync(Day, Never)).Select(a => a.Id).Order(ById).ShouldBe(Ids("0", "1", "2", "3", "4").Order(ById));
    }

    [Fact]
    public async Task Of_two_grouping_runs_one_moves_the_cursor()
    {
        (await Articles.SaveCursorAsync(ArticleCursor.At(Noon), etag: null, Never)).ShouldBeTrue();
        (await Articles.SaveCursorAsync(ArticleCursor.At(Noon), etag: null, Never)).ShouldBeFalse();
        var stored = (await Articles.ReadCursorAsync(Never))!;

        (await Articles.SaveCursorAsync(ArticleCursor.At(Noon.AddHours(1)), stored.ETag, Never)).ShouldBeTrue();
        (await Articles.SaveCursorAsync(ArticleCursor.At(Noon.AddHours(2)), stored.ETag, Never)).ShouldBeFalse();
    }

    [Fact]
    public async Task Changed_stories_are_read_without_listing_the_archive()
    {
        var stories = new StoryStore(Blobs);
        foreach (var (name, changed) in new[] { ("old", Noon.AddHours(-30)), ("yesterday", Noon.AddHours(-20)), ("today", Noon) })
        {
            var story = StoredShapes.Story with { Id = new StoryId(ArticleId.From(name).Value), Changed = changed };
            await stories.NoteChangesAsync([story.Id], changed, Never);
            (await stories.SaveAsync(story, etag: null, Never)).ShouldNotBeNull();
        }

        var before = Blobs.Operations;
        var found = await stories.ChangedAsync(Noon.AddDays(-1), Noon, Never);

        found.Select(s => s.Changed).ShouldBe([Noon.AddHours(-20), Noon]);
        (Blobs.Operations - before).ShouldBe(new BlobOperations(Writes: 0, Lists: 2, Reads: 6, Deletes: 0));
    }

    [Fact]
    public async Task The_states_of_many_feeds_are_written_as_one_blob_and_of_two_polls_at_once_both_are_kept()
    {
        var states = new FeedStateStore(Blobs);
        var loaded = await states.LoadAsync(0, Never);
        var (a, b) = (State("a", Noon), State("b", Noon));

        (await states.SaveAsync(0, [a], loaded, Never)).ShouldBeTrue();
        (await states.SaveAsync(0, [a with { LastPoll = Noon.AddHours(-1) }, b], loaded, Never)).ShouldBeTrue();

        var stored = (await states.LoadAsync(0, Never)).Feeds;
        stored.Count.ShouldBe(2);
        stored[a.Id].LastPoll.ShouldBe(Noon);
        Blobs.Operations.ShouldBe(new BlobOperations(Writes: 3, Lists: 0, Reads: 6, Deletes: 0)); // states and entries seen are two reads

        static FeedState State(string name, DateTimeOffset polled) => new() { Id = FeedId.From(new Uri($"https://{name}.invalid/")), LastPoll = polled };
    }

    [Fact]
    public async Task The_index_has_a_segment_a_day()
    {
        var index = new IndexStore(Blobs);
        var day = new DateOnly(2026, 11, 22);
        var etag = await index.SaveAsync(day.AddDays(-2), "one"u8.ToArray(), etag: null, Never);
        await index.SaveAsync(day, "two"u8.ToArray(), etag: null, Never);

        (await index.ReadAsync(day.AddDays(-7), day, Never)).Select(s => s.Day).ShouldBe([day.AddDays(-2), day]);
        (await index.SaveAsync(day.AddDays(-2), "three"u8.ToArray(), etag, Never)).ShouldNotBeNull();
        (await index.SaveAsync(day.AddDays(-2), "four"u8.ToArray(), etag, Never)).ShouldBeNull();
    }

    [Theory]
    [InlineData("{\"version\":1,")]
    [InlineData("null")]
    public async Task A_blob_that_cannot_be_read_is_named(string content)
    {
        var name = BlobNames.ArticlePage(Noon, 0);
        await Blobs.CreateAsync(name, System.Text.Encoding.UTF8.GetBytes(content), "application/jsonl", Never);

        var failed = await Should.ThrowAsync<GarbledException>(() => Articles.DayAsync(Day, Never));

        failed.Message.ShouldStartWith(name);
        failed.Message.ShouldContain("it is no Article");
    }

    [Fact]
    public async Task A_shape_of_a_newer_version_is_not_guessed_at()
    {
        await Articles.AppendAsync([StoredShapes.Article with { Version = 2 }], Noon, Never);

        (await Should.ThrowAsync<StorageException>(() => Articles.DayAsync(Day, Never))).Message.ShouldContain("update this program");
    }

    private static readonly Comparer<ArticleId> ById = Comparer<ArticleId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value));

    private static IEnumerable<ArticleId> Ids(params string[] names) => names.Select(ArticleId.From);

    private Task AppendAsync(DateTimeOffset time, params string[] names) => Articles.AppendAsync([.. Ids(names).Select(id => StoredShapes.Article with { Id = id })], time, Never);
}
