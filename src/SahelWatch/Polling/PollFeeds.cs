using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SahelWatch.Language;
using SahelWatch.Matching;

namespace SahelWatch.Polling;

/// <summary>
/// Polls due feeds: fetch -> parse -> new entries -> match -> articles -> feed state. The state is saved last: a crash repeats work and loses nothing.
/// </summary>
internal sealed partial class PollFeeds(FeedPoller poller, ArticleMatcher matcher, Stores stores, TimeProvider clock, ILogger<PollFeeds> logger)
{
    /// <summary>Characters of the title, the summary and the text that are used to detect the language: a few paragraphs.</summary>
    private const int EnoughForLanguage = 1500;

    /// <summary>Outlets publish an entry at most this long after its date; an entry that is older when first seen was missed, or is from an archive.</summary>
    private static readonly TimeSpan Punctual = TimeSpan.FromDays(1);

    /// <param name="all">Also polls feeds that are not due.</param>
    public async Task<PollReport> RunAsync(IReadOnlyList<Feed> feeds, bool all, IProgress<PollResult>? progress, CancellationToken cancellationToken)
    {
        var (before, aside) = (stores.Operations, stores.SetAside);
        var tally = new PollTally();
        foreach (var shard in feeds.GroupBy(f => stores.FeedStates.ShardOf(f.Id)).OrderBy(g => g.Key))
            await PollShardAsync(shard.Key, [.. shard], all, tally, progress, cancellationToken);
        return tally.Report(clock.GetUtcNow(), feeds.Count, stores.Operations - before) with { SetAside = stores.SetAsideSince(aside) };
    }

    /// <summary>Polls one shard, so that several processes can share the work.</summary>
    public Task<PollReport> RunShardAsync(IReadOnlyList<Feed> feeds, int shard, CancellationToken cancellationToken) =>
        RunAsync([.. feeds.Where(f => stores.FeedStates.ShardOf(f.Id) == shard)], all: false, progress: null, cancellationToken);

    private async Task PollShardAsync(
        int shard, IReadOnlyList<Feed> feeds, bool all, PollTally tally, IProgress<PollResult>? progress, CancellationToken cancellationToken)
    {
        var states = await stores.FeedStates.LoadAsync(shard, cancellationToken);
        using var polled = new PolledShard(stores, shard, states, clock);
        var results = new ConcurrentQueue<PollResult>();
        await poller.PollAsync(feeds, states.Feeds, all, async (result, token) =>
        {
            await KeepAsync(result, states.Feeds.GetValueOrDefault(result.Feed.Id)?.LastSuccess, polled, tally, token);
            results.Enqueue(result with { Entries = [] });
            progress?.Report(result);
            await polled.DoneAsync(result.State, token);
        }, cancellationToken);

        tally.Add(results);
        if (NetworkOutage.Hosts(results) is { } hosts)
        {
            tally.AddOutage(hosts);
            foreach (var state in NetworkOutage.Sooner(results, poller.FirstRetry))
                await polled.DoneAsync(state, cancellationToken);
        }

        await polled.SaveAsync(cancellationToken);
        tally.LostRace |= polled.LostRace;
        if (polled.LostRace)
            LostRace(shard);
    }

    /// <summary>Stores the entries that are about the Sahel, and all edits: grouping knows whether the original was kept.</summary>
    /// <param name="lastRead">The last successful poll before this one; null for the first.</param>
    private async Task KeepAsync(PollResult result, DateTimeOffset? lastRead, PolledShard shard, PollTally tally, CancellationToken cancellationToken)
    {
        foreach (var polled in result.Entries)
        {
            if (ArticleOf(result.Feed, polled, lastRead) is not { } article)
                continue;
            await shard.KeepAsync(article, cancellationToken);
            if (article.Match.Relevant)
                tally.Count(article);
        }
    }

    /// <returns>Null for an entry to drop, whose language was usually not needed and so not detected.</returns>
    private Article? ArticleOf(Feed feed, PolledEntry polled, DateTimeOffset? lastRead)
    {
        var entry = polled.Entry;
        string? language = null;
        var match = matcher.Match(entry.Title, entry.Summary, entry.Content, Language, feed.Country);
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

        string Language() =>
            language ??= LanguageDetector.Detect($"{Start(entry.Title)}\n{Start(entry.Summary)}\n{Start(entry.Content)}", entry.Language ?? feed.Language);
    }

    private static ReadOnlySpan<char> Start(string text) => text.AsSpan(0, Math.Min(text.Length, EnoughForLanguage));

    [LoggerMessage(120, LogLevel.Information, "Shard {Shard}: another process polled the same feeds at the same time; the results of both were kept")]
    private partial void LostRace(int shard);
}
