using Microsoft.Extensions.Logging.Abstractions;
using SahelWatch.Archive;
using SahelWatch.Cli.Demo;
using SahelWatch.Domain;
using SahelWatch.Matching;
using SahelWatch.Storage;
using SahelWatch.Stories;

namespace SahelWatch.Tests.Support;

/// <summary>Grouping by itself, on any store, with the invented press of a few days; and what must hold of the store afterwards.</summary>
internal static class GroupingHarness
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 6, 0, 0, TimeSpan.Zero);

    private static readonly StoryOptions Options = new();
    private static readonly StoryGrouper Grouper = new(Watchlist.Shipped.Entries, Options);

    /// <summary>
    /// Reports of the three days before <see cref="Now"/>: events told by several outlets, and copies. In the order of their ids, which has nothing to do with
    /// time.
    /// </summary>
    public static IReadOnlyList<Article> Press { get; } =
    [
        .. DemoArticle.Published24HoursBefore(Now).Where(a => a.Published > Now.AddDays(-3)).Select(ArticleOf).OrderBy(a => a.Id.Value, StringComparer.Ordinal),
    ];

    /// <summary>One grouping run in a process of its own.</summary>
    public static Task<GroupReport> GroupAsync(IBlobs blobs, TimeProvider? clock = null) =>
        new GroupStories(Grouper, Options, new Stores(new CountingBlobs(blobs)), clock ?? new TestClock(Now), NullLogger<GroupStories>.Instance).RunAsync(
            CancellationToken.None);

    /// <summary>What a poll at that time would have stored.</summary>
    public static Task PollAsync(IBlobs blobs, IEnumerable<Article> articles, DateTimeOffset time) =>
        new ArticleStore(blobs).AppendAsync(articles, time, CancellationToken.None);

    /// <summary>How many live stories each article stored is in, of those that are not in exactly one.</summary>
    public static async Task<IReadOnlyList<string>> MisplacedAsync(IBlobs blobs)
    {
        var places = new Dictionary<ArticleId, int>();
        await foreach (var name in blobs.ListAsync("articles/", null, CancellationToken.None))
        {
            await foreach (var article in new ArticleStore(blobs).StoredAsync(DayOf(name), CancellationToken.None))
                places.TryAdd(article.Id, 0);
        }

        var stories = new StoryStore(blobs);
        await foreach (var name in blobs.ListAsync("stories/", null, CancellationToken.None))
        {
            var story = (await stories.ReadAsync(new StoryId(Path.GetFileNameWithoutExtension(name)), CancellationToken.None))!.Value;
            foreach (var report in story.Reports)
                places[report.Article] = places.GetValueOrDefault(report.Article) + (story.MergedInto is null ? 1 : 0);
        }

        return [.. places.Where(p => p.Value != 1).Select(p => $"{p.Key} is in {p.Value} stories").Order(StringComparer.Ordinal)];
    }

    private static DateOnly DayOf(string page) => BlobNames.DayIn(page);

    public static Article ArticleOf(DemoArticle article) => new()
    {
        Id = ArticleId.From(article.Url.AbsoluteUri),
        Feed = FeedId.From(article.Url),
        Source = article.Source,
        Url = article.Url,
        Title = article.Title,
        Text = article.Text,
        Language = article.Lang,
        Published = article.Published,
        FirstSeen = Now,
        Match = new Match { Relevant = true, Score = 1 },
    };
}
