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

    private async Task<List<Article>> StoredAsync() => await Articles.StoredAsync(Day, Never).ToListAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_page_returns_its_articles_and_has_one_line_per_article_in_the_order_of_their_ids()
    {
        IReadOnlyList<Article> articles = [
            StoredShapes.Article, StoredShapes.Article with { Id = ArticleId.From("other"), Text = "Two lines\nand \u2028 a third" }];
        articles = [.. articles.OrderBy(a => a.Id, ById)];
        await Articles.AppendAsync(articles.Reverse(), Noon, Never);

        (await StoredAsync()).Select(a => (a.Id, a.Text, a.Match.Score)).ShouldBe(articles.Select(a => (a.Id, a.Text, a.Match.Score)));
        var page = System.Text.Encoding.UTF8.GetString((await Blobs.ReadAsync(BlobNames.ArticlePage(Noon, 0), Never))!.Content.Span);
        page.Split('\n').Length.ShouldBe(3, "two lines, both ended");
    }

    [Fact]
    public async Task An_article_is_found_by_its_id_with_its_latest_wording_but_not_beyond_a_month_without_articles()
    {
        await AppendAsync(Noon.AddDays(-3), "a");
        await Articles.AppendAsync([StoredShapes.Article with { Id = ArticleId.From("a"), Title = "Edited", IsEdit = true }], Noon.AddDays(-1), Never);
        await AppendAsync(Noon.AddDays(-90), "lost");

        (await Articles.FindAsync(ArticleId.From("a"), Noon, Never))!.Title.ShouldBe("Edited");
        (await Articles.FindAsync(ArticleId.From("lost"), Noon, Never)).ShouldBeNull();
    }

    [Fact]
    public async Task Two_polls_in_the_same_millisecond_are_both_stored()
    {
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => AppendAsync(Noon, $"{i}")));

        (await StoredAsync()).Select(a => a.Id).Order(ById).ShouldBe(Ids("0", "1", "2", "3", "4").Order(ById));
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
        (Blobs.Operations - before).ShouldBe(new BlobOperations(Writes: 0, Lists: 3, Reads: 6, Deletes: 0));
    }

    [Fact]
    public async Task The_states_of_many_feeds_are_one_blob_and_two_concurrent_polls_are_both_kept()
    {
        var states = new FeedStateStore(Blobs);
        var loaded = await states.LoadAsync(0, Never);
        var (a, b) = (State("a", Noon), State("b", Noon));

        (await states.SaveAsync(0, [a], loaded, Never)).ShouldNotBeNull();
        (await states.SaveAsync(0, [a with { LastPoll = Noon.AddHours(-1) }, b], loaded, Never)).ShouldNotBeNull();

        var stored = (await states.LoadAsync(0, Never)).Feeds;
        stored.Count.ShouldBe(2);
        stored[a.Id].LastPoll.ShouldBe(Noon);
        Blobs.Operations.ShouldBe(new BlobOperations(Writes: 3, Lists: 0, Reads: 6, Deletes: 0)); // states and entries seen are two reads

        static FeedState State(string name, DateTimeOffset polled) => new() { Id = FeedId.From(new Uri($"https://{name}.invalid/")), LastPoll = polled };
    }

    [Fact]
    public async Task The_index_has_one_segment_per_day()
    {
        var index = new IndexStore(Blobs);
        var day = new DateOnly(2026, 11, 22);
        var etag = await index.SaveAsync(day.AddDays(-2), "one"u8.ToArray(), etag: null, Never);
        await index.SaveAsync(day, "two"u8.ToArray(), etag: null, Never);

        (await index.ReadAsync(day.AddDays(-7), day, Never)).Select(s => s.Day).ShouldBe([day.AddDays(-2), day]);
        (await index.SaveAsync(day.AddDays(-2), "three"u8.ToArray(), etag, Never)).ShouldNotBeNull();
        (await index.SaveAsync(day.AddDays(-2), "four"u8.ToArray(), etag, Never)).ShouldBeNull();
    }

    [Fact]
    public async Task Readable_lines_of_a_page_are_read_and_the_others_are_quarantined()
    {
        await AppendAsync(Noon, "a", "b", "c");
        var name = BlobNames.ArticlePage(Noon, 0);
        var page = (await Blobs.ReadAsync(name, Never))!;
        await Blobs.ReplaceAsync(name, System.Text.Encoding.UTF8.GetBytes("{\"version\":1,\nnull\n" + System.Text.Encoding.UTF8.GetString(page.Content.Span)),
            "application/jsonl", page.ETag, Never);

        (await StoredAsync()).Count.ShouldBe(3);
        (await Articles.ReadPageAsync(name, Never)).Count(line => line is null).ShouldBe(2);
        Blobs.SetAside.Distinct().ShouldBe([name]);
        System.Text.Encoding.UTF8.GetString((await Blobs.ReadAsync(BlobNames.Quarantined(name), Never))!.Content.Span).ShouldBe("{\"version\":1,\nnull\n");
    }

    [Fact]
    public async Task An_unreadable_blob_is_set_aside_unless_it_has_been_replaced_in_the_meantime()
    {
        var garbled = new Blob("{"u8.ToArray(), (await Blobs.CreateAsync("a.json", "{"u8.ToArray(), "application/json", Never))!);
        await Blobs.ReplaceAsync("a.json", "{}"u8.ToArray(), "application/json", garbled.ETag, Never);

        await Blobs.SetAsideAsync("a.json", garbled, Never);

        (await Blobs.ReadAsync("a.json", Never)).ShouldNotBeNull();
        (await Blobs.SetAsideAsync(Never).ToListAsync()).ShouldBe(["a.json"]);
    }

    [Fact]
    public async Task A_newer_version_of_a_stored_shape_is_rejected()
    {
        await Articles.AppendAsync([StoredShapes.Article with { Version = 2 }], Noon, Never);

        (await Should.ThrowAsync<StorageException>(StoredAsync)).Message.ShouldContain("update this program");
    }

    private static readonly Comparer<ArticleId> ById = Comparer<ArticleId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value));

    private static IEnumerable<ArticleId> Ids(params string[] names) => names.Select(ArticleId.From);

    private Task AppendAsync(DateTimeOffset time, params string[] names) =>
        Articles.AppendAsync([.. Ids(names).Select(id => StoredShapes.Article with { Id = id })], time, Never);
}
