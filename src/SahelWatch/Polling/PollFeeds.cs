using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SahelWatch.Archive;
using SahelWatch.Domain;
using SahelWatch.Language;
using SahelWatch.Matching;
using SahelWatch.Storage;

namespace SahelWatch.Polling;

/// <summary>Due feeds -> fetch -> parse -> entries not seen -> match -> articles -> feed state. The state is saved last: a crash repeats work and loses nothing.</summary>
internal sealed partial class PollFeeds(FeedPoller poller, ArticleMatcher matcher, Stores stores, TimeProvider clock, ILogger<PollFeeds> logger)
{
    /// <summary>Articles a page: some 1 MB, which a first poll of many feeds fills several times.</summary>
    private const int PageSize = 500;

    /// <summary>Characters of a title, a summary or a text by which its language is told: a few paragraphs.</summary>
    private const int EnoughForLanguage = 1500;

    /// <summary>Outlets date an entry by up to so much before they show it; older than that when it is first seen, it was missed, or is out of an archive.</summary>
    private static readonly TimeSpan Punctual = TimeSpan.FromDays(1);

    /// <param name="all">Poll feeds that are not due too.</param>
    public async Task<PollReport> RunAsync(IReadOnlyList<Feed> feeds, bool all, IProgress<PollResult>? progress, CancellationToken cancellationToken)
    {
        var before = stores.Operations;
        var tally = new Tally();
        foreach (var shard in feeds.GroupBy(f => stores.FeedStates.ShardOf(f.Id)).OrderBy(g => g.Key))
            tally.LostRace |= !await PollShardAsync(shard.Key, [.. shard], all, tally, progress, cancellationToken);
        return tally.Report(clock.GetUtcNow(), feeds.Count, stores.Operations - before);
    }

    /// <summary>One shard alone, so that several processes can share a poll.</summary>
    public Task<PollReport> RunShardAsync(IReadOnlyList<Feed> feeds, int shard, CancellationToken cancellationToken) =>
        RunAsync([.. feeds.Where(f => stores.FeedStates.ShardOf(f.Id) == shard)], all: false, progress: null, cancellationToken);

    private async Task<bool> PollShardAsync(int shard, IReadOnlyList<Feed> feeds, bool all, Tally tally, IProgress<PollResult>? progress, CancellationToken cancellationToken)
    {
        var states = await stores.FeedStates.LoadAsync(shard, cancellationToken);
        var polled = new ConcurrentBag<FeedState>();
        var page = new Page(stores.Articles, clock);
        await poller.PollAsync(feeds, states.Feeds, all, async (result, token) =>
        {
            await KeepAsync(result, states.Feeds.GetValueOrDefault(result.Feed.Id)?.LastSuccess, page, tally, token);
            polled.Add(result.State);
            tally.Add(result);
            progress?.Report(result);
        }, cancellationToken);

        await page.FlushAsync(cancellationToken);
        var saved = polled.IsEmpty || await stores.FeedStates.SaveAsync(shard, polled, states, cancellationToken);
        if (!saved)
            LostRace(shard);
        return saved;
    }

    /// <summary>Stores the entries that are about the Sahel, and edits whatever they are about now: grouping knows whether what they edit was kept.</summary>
    /// <param name="lastRead">When the feed was last read before this poll; null for its first.</param>
    private async Task KeepAsync(PollResult result, DateTimeOffset? lastRead, Page page, Tally tally, CancellationToken cancellationToken)
    {
        foreach (var polled in result.Entries)
        {
            if (ArticleOf(result.Feed, polled, lastRead) is not { } article)
                continue;
            await page.AddAsync(article, cancellationToken);
            if (article.Match.Relevant)
                tally.Count(article);
        }
    }

    /// <returns>Null for an entry to drop: its language was then most likely never asked for.</returns>
    private Article? ArticleOf(Feed feed, PolledEntry polled, DateTimeOffset? lastRead)
    {
        var entry = polled.Entry;
        string? language = null;
        var match = matcher.Match(entry.Title, entry.Summary, entry.Content, Language);
        return match.Relevant || polled.IsUpdate
            ? new Article
            {
                Id = polled.Id,
                Feed = feed.Id,
                Source = feed.Title,
                Kind = feed.Kind,
                Url = entry.Url ?? feed.Site ?? feed.Url,
                Title = entry.Title,
                Summary = entry.Summary,
                Text = entry.Content,
                Language = Language(),
                Published = entry.Published,
                Updated = entry.Updated,
                FirstSeen = polled.FirstSeen,
                IsEdit = polled.IsUpdate,
                IsDelayed = !polled.IsUpdate && entry.Published is { } at && at < polled.FirstSeen - Punctual && at >= lastRead - Punctual,
                Match = match,
            }
            : null;

        string Language() => language ??= LanguageDetector.Detect(Start(entry.Title), Start(entry.Summary), Start(entry.Content), entry.Language ?? feed.Language);
    }

    private static ReadOnlySpan<char> Start(string text) => text.AsSpan(0, Math.Min(text.Length, EnoughForLanguage));

    [LoggerMessage(120, LogLevel.Information, "Shard {Shard}: another poll saved its feeds' state first; these feeds are polled again when next due")]
    private partial void LostRace(int shard);

    /// <summary>The page being filled. Many add to it at once; whoever fills it stores it.</summary>
    private sealed class Page(ArticleStore store, TimeProvider clock)
    {
        private readonly Lock turn = new();
        private ArticlePage page = store.NewPage();

        public Task AddAsync(Article article, CancellationToken cancellationToken)
        {
            lock (turn)
            {
                page.Add(article);
                if (page.Count < PageSize)
                    return Task.CompletedTask;
            }

            return FlushAsync(cancellationToken);
        }

        public Task FlushAsync(CancellationToken cancellationToken)
        {
            ArticlePage full;
            lock (turn)
                (full, page) = (page, store.NewPage());
            return store.AppendAsync(full, clock.GetUtcNow(), cancellationToken);
        }
    }

    private sealed class Tally
    {
        public bool LostRace;
        private readonly ConcurrentDictionary<ArticleId, bool> kept = [];
        private readonly ConcurrentQueue<FeedFailure> failures = [];
        private readonly ConcurrentQueue<FeedNote> notes = [];
        private int polled, notModified, entries;

        public void Add(PollResult result)
        {
            if (result.Outcome is FeedOutcome.PutOff)
                return;
            Interlocked.Increment(ref polled);
            Interlocked.Add(ref entries, result.Entries.Count);
            if (result.Outcome is FeedOutcome.NotModified)
                Interlocked.Increment(ref notModified);
            if (result.Outcome is FeedOutcome.Failed failed)
                failures.Enqueue(new(result.Feed.Id, result.Feed.Title, result.Feed.Url, FailureWords.Of(failed.Reason, failed.Detail), failed.FeedLinks, result.State.Health, result.State.HealthSince));
            foreach (var text in result.Problems)
                notes.Enqueue(new(result.Feed.Title, text));
        }

        public void Count(Article article) => kept.TryAdd(article.Id, article.IsEdit);

        public PollReport Report(DateTimeOffset at, int feeds, BlobOperations operations) => new(
            at, feeds, polled, notModified, entries, kept.Values.Count(edit => !edit), kept.Values.Count(edit => edit),
            [.. failures.OrderBy(f => f.Source, StringComparer.Ordinal)], [.. notes.OrderBy(n => n.Source, StringComparer.Ordinal)], LostRace, operations);
    }
}
