using Microsoft.Extensions.Logging.Abstractions;
using SahelWatch.Catalogue;
using SahelWatch.Cli.Demo;
using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Domain;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching;
using SahelWatch.Storage;
using SahelWatch.Stories;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Catalogue;

/// <summary>The catalogue by itself, on any store, each run in a process of its own.</summary>
internal static class CatalogueHarness
{
    private static readonly ArticleMatcher Matcher = new(Watchlist.Shipped);

    /// <summary>The invented press as polling would store it.</summary>
    public static IReadOnlyList<Article> Press { get; } =
        [.. DemoArticle.Published24HoursBefore(GroupingHarness.Now).Select(GroupingHarness.ArticleOf).Select(a => a with { Match = Matcher.Match(a.Title, a.Summary, a.Text, a.Language) }).Where(a => a.Match.Relevant)];

    public static async Task<int> UpdateAsync(IBlobs blobs, DateTimeOffset? now = null) => (await Update(blobs, now).RunAsync(CancellationToken.None)).Stories;

    public static UpdateCatalogue Update(IBlobs blobs, DateTimeOffset? now = null)
    {
        var clock = new TestClock(now ?? GroupingHarness.Now);
        return new(new Stores(new CountingBlobs(blobs)), new CatalogueStore(blobs, clock), EntrySet.Shipped, SeverityTable.Shipped, clock,
            NullLogger<UpdateCatalogue>.Instance);
    }

    public static CatalogueReader Reader(IBlobs blobs) => new(new CatalogueStore(blobs, new TestClock(GroupingHarness.Now)), _ => Task.FromResult(EntrySet.Shipped));

    public static Task<IReadOnlyList<CatalogueRow>> RowsAsync(IBlobs blobs) => Reader(blobs).RowsAsync(null, null, CancellationToken.None);

    /// <summary>A store with the press polled and grouped.</summary>
    public static async Task<MemoryBlobs> GroupedAsync()
    {
        var blobs = new MemoryBlobs();
        await GroupingHarness.PollAsync(blobs, Press, GroupingHarness.Now);
        await GroupingHarness.GroupAsync(blobs);
        return blobs;
    }

    /// <summary>Stores stories as grouping does: the note first.</summary>
    public static async Task StoreAsync(IBlobs blobs, DateTimeOffset now, params Story[] stories)
    {
        var store = new StoryStore(blobs);
        await store.NoteChangesAsync([.. stories.Select(s => s.Id)], now, CancellationToken.None);
        foreach (var story in stories)
            await store.SaveAsync(story, (await store.ReadAsync(story.Id, CancellationToken.None))?.ETag, CancellationToken.None);
    }

    /// <summary>The ids of the stories that have reports, in order.</summary>
    public static async Task<IReadOnlyList<string>> StoriesAsync(IBlobs blobs)
    {
        var ids = new List<string>();
        await foreach (var name in blobs.ListAsync("stories/", null, CancellationToken.None))
        {
            var story = (await new StoryStore(blobs).ReadAsync(new StoryId(Path.GetFileNameWithoutExtension(name)), CancellationToken.None))!.Value;
            if (story.Reports.Count > 0)
                ids.Add(story.Id.Value);
        }

        return ids.Order(StringComparer.Ordinal).ToList();
    }

    public static IEnumerable<string> Ids(IEnumerable<CatalogueRow> rows) => rows.Select(r => r.Id.Value).Order(StringComparer.Ordinal);
}
