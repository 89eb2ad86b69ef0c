using SahelWatch.Articles;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Storage;

public sealed class StoresTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly TemporaryFolder _folder = new();

    private CountingBlobs Blobs => field ??= new CountingBlobs(new FolderBlobs(_folder.Path));

    private JournalStore Journal => new(Blobs);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_article_is_stored_once_whoever_sees_it_again()
    {
        var articles = new ArticleStore(Blobs);
        var article = StoredShapes.Article;

        (await articles.AddAsync(article, Never)).ShouldBeTrue();
        (await articles.AddAsync(article with { Title = "Seen again by another feed", FirstSeen = article.FirstSeen.AddDays(1) }, Never)).ShouldBeFalse();

        (await articles.ReadAsync(article.Id, Never))!.Title.ShouldBe(article.Title);
    }

    [Fact]
    public async Task Two_updates_of_one_article_at_once_are_both_kept()
    {
        var articles = new ArticleStore(Blobs);
        var article = StoredShapes.Article with { Former = [] };
        await articles.AddAsync(article, Never);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => articles.UpdateAsync(article.Id, a => a with { Former = [.. a.Former, new Wording($"{i}", "", a.Url, Noon)] }, Never)));

        (await articles.ReadAsync(article.Id, Never))!.Former.Select(w => w.Title).Order(StringComparer.Ordinal).ShouldBe(["0", "1", "2", "3", "4", "5", "6", "7"]);
    }

    [Fact]
    public async Task Many_articles_come_in_the_order_asked_for_without_those_that_are_gone()
    {
        var articles = new ArticleStore(Blobs);
        var ids = Enumerable.Range(0, 60).Select(i => ArticleId.From($"{i}")).ToList();
        foreach (var id in ids.Where((_, i) => i % 7 != 0))
            await articles.AddAsync(StoredShapes.Article with { Id = id }, Never);

        (await articles.ReadAsync(ids, Never)).Select(a => a.Id).ShouldBe(ids.Where((_, i) => i % 7 != 0));
    }

    [Fact]
    public async Task The_journal_gives_each_article_once_and_nothing_twice()
    {
        await AppendAsync(Noon.AddMinutes(-30), "a", "b");
        await AppendAsync(Noon, "c", "b");
        var first = await Journal.ReadSinceAsync(JournalCursor.At(Noon.AddDays(-1)), Noon, Never);
        await AppendAsync(Noon.AddMinutes(15), "d");

        var second = await Journal.ReadSinceAsync(first.Next, Noon.AddMinutes(15), Never);
        var third = await Journal.ReadSinceAsync(second.Next, Noon.AddMinutes(30), Never);

        first.Articles.ShouldBe(Ids("a", "b", "c"));
        second.Articles.ShouldBe(Ids("d"));
        third.Articles.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_poll_that_wrote_late_or_by_a_slow_clock_is_not_passed_over()
    {
        await AppendAsync(Noon, "a");
        var first = await Journal.ReadSinceAsync(JournalCursor.At(Noon.AddHours(-1)), Noon, Never);
        await AppendAsync(Noon.AddMinutes(-10), "late");

        (await Journal.ReadSinceAsync(first.Next, Noon.AddMinutes(1), Never)).Articles.ShouldBe(Ids("late"));
    }

    [Fact]
    public async Task The_journal_is_read_across_midnight_and_across_days_without_grouping()
    {
        await AppendAsync(Noon.AddDays(-3), "a");
        await AppendAsync(Noon.Date.AddMilliseconds(-1), "b");
        await AppendAsync(Noon.Date, "c");

        (await Journal.ReadSinceAsync(JournalCursor.At(Noon.AddDays(-4)), Noon, Never)).Articles.ShouldBe(Ids("a", "b", "c"));
    }

    [Fact]
    public async Task Two_polls_in_one_millisecond_both_find_their_place_in_the_journal()
    {
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => AppendAsync(Noon, $"{i}")));

        (await Journal.DayAsync(new DateOnly(2026, 11, 22), Never).ToListAsync()).Order(ById).ShouldBe(Ids("0", "1", "2", "3", "4").Order(ById));
    }

    [Fact]
    public async Task Of_two_grouping_runs_one_moves_the_cursor()
    {
        (await Journal.SaveCursorAsync(JournalCursor.At(Noon), etag: null, Never)).ShouldBeTrue();
        (await Journal.SaveCursorAsync(JournalCursor.At(Noon), etag: null, Never)).ShouldBeFalse();
        var stored = (await Journal.ReadCursorAsync(Never))!;

        (await Journal.SaveCursorAsync(JournalCursor.At(Noon.AddHours(1)), stored.ETag, Never)).ShouldBeTrue();
        (await Journal.SaveCursorAsync(JournalCursor.At(Noon.AddHours(2)), stored.ETag, Never)).ShouldBeFalse();
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
    public async Task The_states_of_many_feeds_are_one_blob_and_of_two_polls_at_once_both_are_kept()
    {
        var states = new FeedStateStore(Blobs);
        var loaded = await states.LoadAsync(0, Never);
        var (a, b) = (State("a", Noon), State("b", Noon));

        (await states.SaveAsync(0, new Dictionary<FeedId, FeedState> { [a.Id] = a }, loaded, Never)).ShouldBeTrue();
        (await states.SaveAsync(0, new Dictionary<FeedId, FeedState> { [a.Id] = a with { LastPoll = Noon.AddHours(-1) }, [b.Id] = b }, loaded, Never)).ShouldBeTrue();

        var stored = (await states.LoadAsync(0, Never)).Feeds;
        stored.Count.ShouldBe(2);
        stored[a.Id].LastPoll.ShouldBe(Noon);
        Blobs.Operations.ShouldBe(new BlobOperations(Writes: 3, Lists: 0, Reads: 3, Deletes: 0));

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
    [InlineData("{\"version\":1,", "cannot be read as Article")]
    [InlineData("", "cannot be read as Article")]
    [InlineData("null", "newer SahelWatch")]
    public async Task A_blob_that_cannot_be_read_is_named(string content, string says)
    {
        var id = StoredShapes.Article.Id;
        await Blobs.CreateAsync(BlobNames.Article(id), System.Text.Encoding.UTF8.GetBytes(content), "application/json", Never);

        var failed = await Should.ThrowAsync<StorageException>(() => new ArticleStore(Blobs).ReadAsync(id, Never));

        failed.Message.ShouldStartWith(BlobNames.Article(id));
        failed.Message.ShouldContain(says);
    }

    [Fact]
    public async Task A_shape_of_a_newer_version_is_not_guessed_at()
    {
        var article = StoredShapes.Article with { Version = 2 };
        await new ArticleStore(Blobs).AddAsync(article, Never);

        (await Should.ThrowAsync<StorageException>(() => new ArticleStore(Blobs).ReadAsync(article.Id, Never))).Message.ShouldContain("update this program");
    }

    private static readonly Comparer<ArticleId> ById = Comparer<ArticleId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value));

    private static IEnumerable<ArticleId> Ids(params string[] names) => names.Select(ArticleId.From);

    private Task AppendAsync(DateTimeOffset time, params string[] names) => Journal.AppendAsync([.. Ids(names)], time, Never);
}
