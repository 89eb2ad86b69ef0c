using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SahelWatch.Articles;
using SahelWatch.Feeds;
using SahelWatch.Matching;
using SahelWatch.Storage;
using SahelWatch.Text;

namespace SahelWatch;

/// <summary>Due feeds -> fetch -> parse -> entries not seen -> match -> articles -> journal -> feed state. The state is saved last: a crash repeats work and loses nothing.</summary>
internal sealed partial class PollFeeds(FeedPoller poller, ArticleMatcher matcher, Stores stores, TimeProvider clock, ILogger<PollFeeds> logger)
{
    /// <summary>Results dealt with at once: matching is work for the processor, storing waits for the network.</summary>
    private const int Parallelism = 8;

    /// <summary>Characters of a title, a summary or a text by which its language is told: a few paragraphs.</summary>
    private const int EnoughForLanguage = 1500;

    /// <param name="all">Poll feeds that are not due too.</param>
    public async Task<PollReport> RunAsync(IReadOnlyList<Feed> feeds, int shards, bool all, IProgress<PollResult>? progress, CancellationToken cancellationToken)
    {
        var before = stores.Operations;
        var tally = new Tally();
        foreach (var shard in feeds.GroupBy(f => FeedStateStore.ShardOf(f.Id, shards)).OrderBy(g => g.Key))
            tally.LostRace |= !await PollShardAsync(shard.Key, [.. shard], all, tally, progress, cancellationToken);
        return tally.Report(clock.GetUtcNow(), feeds.Count, stores.Operations - before);
    }

    private async Task<bool> PollShardAsync(int shard, IReadOnlyList<Feed> feeds, bool all, Tally tally, IProgress<PollResult>? progress, CancellationToken cancellationToken)
    {
        var states = await stores.FeedStates.LoadAsync(shard, cancellationToken);
        var polled = new ConcurrentDictionary<FeedId, FeedState>();
        var stored = new ConcurrentBag<ArticleId>();
        var results = poller.PollAsync(feeds, states.Feeds, all, cancellationToken);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(results, options, async (result, token) =>
        {
            foreach (var id in await KeepAsync(result, tally, token))
                stored.Add(id);
            polled[result.Feed.Id] = result.State;
            tally.Add(result);
            progress?.Report(result);
        });

        await stores.Journal.AppendAsync([.. stored.OrderBy(id => id.Value, StringComparer.Ordinal)], clock.GetUtcNow(), cancellationToken);
        var saved = polled.IsEmpty || await stores.FeedStates.SaveAsync(shard, polled, states, cancellationToken);
        if (!saved)
            LostRace(shard);
        return saved;
    }

    /// <summary>Stores the entries that are about the Sahel.</summary>
    /// <returns>What grouping must look at: also articles that were stored before, since a crash may have come between storing and noting.</returns>
    private async Task<List<ArticleId>> KeepAsync(PollResult result, Tally tally, CancellationToken cancellationToken)
    {
        var stored = new List<ArticleId>();
        foreach (var polled in result.Entries)
        {
            var article = ArticleOf(result.Feed, polled);
            if (polled.IsUpdate && await stores.Articles.UpdateAsync(article.Id, known => Edit(known, article), cancellationToken) is not null)
            {
                Interlocked.Increment(ref tally.Updated);
                stored.Add(article.Id);
            }
            else if (article.Match.Relevant)
            {
                if (await stores.Articles.AddAsync(article, cancellationToken))
                    Interlocked.Increment(ref tally.Kept);
                stored.Add(article.Id);
            }
        }

        return stored;
    }

    private Article ArticleOf(Feed feed, PolledEntry polled)
    {
        var entry = polled.Entry;
        var language = LanguageDetector.Detect($"{Start(entry.Title)}\n{Start(entry.Summary)}\n{Start(entry.Content)}", entry.Language ?? feed.Language);
        return new Article
        {
            Id = polled.Id,
            Feed = feed.Id,
            Source = feed.Title,
            Kind = feed.Kind,
            Url = entry.Url ?? feed.Site ?? feed.Url,
            Title = entry.Title,
            Summary = entry.Summary,
            Text = entry.Content,
            Language = language,
            Published = entry.Published,
            Updated = entry.Updated,
            FirstSeen = polled.FirstSeen,
            Match = matcher.Match(entry.Title, entry.Summary, entry.Content, language),
        };
    }

    private static ReadOnlySpan<char> Start(string text) => text.AsSpan(0, Math.Min(text.Length, EnoughForLanguage));

    /// <summary>The stored article with the outlet's new wording; the old one is kept in it. Unchanged where the wording is what is stored (a crash came before the state).</summary>
    private Article Edit(Article known, Article edited)
    {
        if (known.Title == edited.Title && known.Summary == edited.Summary && known.Text == edited.Text && known.Url == edited.Url)
            return known;
        var former = new Wording(known.Title, known.Summary, known.Url, clock.GetUtcNow());
        var reworded = known.Title != edited.Title || known.Url != edited.Url;
        return edited with
        {
            FirstSeen = known.FirstSeen,
            Published = known.Published ?? edited.Published,
            Former = reworded ? [.. known.Former, former] : known.Former,
        };
    }

    [LoggerMessage(120, LogLevel.Information, "Shard {Shard}: another poll saved its feeds' state first; these feeds are polled again when next due")]
    private partial void LostRace(int shard);

    private sealed class Tally
    {
        public int Kept;
        public int Updated;
        public bool LostRace;
        private readonly ConcurrentBag<PollResult> results = [];

        public void Add(PollResult result) => results.Add(result);

        public PollReport Report(DateTimeOffset at, int feeds, BlobOperations operations)
        {
            var asked = results.Where(r => r.Outcome is not FeedOutcome.PutOff).OrderBy(r => r.Feed.Title, StringComparer.Ordinal).ToList();
            return new PollReport(
                at, feeds, asked.Count, asked.Count(r => r.Outcome is FeedOutcome.NotModified), asked.Sum(r => r.Entries.Count), Kept, Updated,
                [.. from r in asked
                    let failed = r.Outcome as FeedOutcome.Failed
                    where failed is not null
                    select new FeedFailure(r.Feed.Id, r.Feed.Title, r.Feed.Url, FailureWords.Of(failed.Reason, failed.Detail), failed.FeedLinks)],
                [.. from r in asked from text in r.Problems select new FeedNote(r.Feed.Title, text)],
                LostRace, operations);
        }
    }
}
