using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using SahelWatch.Domain;
using SahelWatch.Polling.Fetching;
using SahelWatch.Polling.Fetching.Bodies;
using SahelWatch.Polling.Fetching.Hosts;

namespace SahelWatch.Polling;

/// <summary>Polls feeds: those that are due, many hosts at a time, each host politely. Stores nothing.</summary>
public sealed partial class FeedPoller : IDisposable
{
    /// <summary>A timer that ticks every quarter of an hour, give or take, must find what was put off by a quarter of an hour.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    /// <summary>
    /// For so long a round starts polls of feeds that failed last time: a thousand unreachable hosts would take it some ten minutes, which is longer than a
    /// function may run.
    /// </summary>
    private static readonly TimeSpan TimeForAiling = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan UnconditionalEvery = TimeSpan.FromHours(24);

    private readonly FeedFetcher _fetcher;
    private readonly FeedOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal FeedPoller(FeedOptions options, HttpMessageHandler http, TimeProvider time, ILogger logger)
    {
        (_options, _time, _logger) = (options, time, logger);
        _fetcher = new FeedFetcher(http, options, time);
    }

    /// <summary>Keep one for the life of the process: it holds the connections and each host's queue.</summary>
    /// <param name="hosts">Names that are known without DNS, as in a hosts file; null where all are asked for.</param>
    public static FeedPoller Create(FeedOptions options, TimeProvider time, ILogger<FeedPoller> logger, IReadOnlyDictionary<string, IPAddress>? hosts = null) =>
        new(
        options,
        FeedSockets.Create(options, hosts is null
            ? null
            : (host, token) => hosts.TryGetValue(host, out var known) ? Task.FromResult(new[] { known }) : Dns.GetHostAddressesAsync(host, token)),
        time,
        logger);

    /// <summary>Polls, and hands each result on as its feed finishes. One bad feed is one bad feed: whatever goes wrong with it is its outcome.</summary>
    /// <param name="states">As stored by earlier polls; a feed without one has never been polled.</param>
    /// <param name="all">Also those whose time has not come, however long it takes; a Retry-After is heeded all the same, and a feed that is gone stays
    /// so.</param>
    /// <param name="take">
    /// Called by several at once, each time before the caller's turn to fetch another feed: the entries are in the processor's cache still, and no more of them
    /// in memory than there are processors at work. What it throws ends the poll.
    /// </param>
    public async Task PollAsync(
        IReadOnlyList<Feed> feeds, IReadOnlyDictionary<FeedId, FeedState> states, bool all, Func<PollResult, CancellationToken, ValueTask> take,
            CancellationToken cancellationToken)
    {
        // A queue a host, the longest first: fifty feeds of one host take their fifty seconds while a thousand others pass them by. Hosts that did not answer
        // come last, those that have waited longest first.
        var hosts = Due(feeds, states, all).GroupBy(p => HostKey.Of(p.Address))
            .OrderBy(h => h.All(p => p.IsAiling) ? h.Min(p => p.Before.NextDue) : DateTimeOffset.MinValue)
            .ThenByDescending(h => h.Count()).Select(h => new Queue<PlannedPoll>(h));
        // A host stands in the line as often as it may be asked at the same time; whoever comes to it takes from its queue until that is empty.
        Queue<PlannedPoll>[] line = [.. hosts.SelectMany(h => Enumerable.Repeat(h, Math.Min(h.Count, _options.RequestsPerHost)))];
        var started = _time.GetTimestamp();
        await Parallel.ForAsync(
            0, line.Length, new ParallelOptions { MaxDegreeOfParallelism = _options.Parallelism, CancellationToken = cancellationToken }, async (i, stop) =>
        {
            while (Next(line[i]) is { } poll)
            {
                // It stays due, and comes before the others next time.
                if (!all && poll.IsAiling && _time.GetElapsedTime(started) > TimeForAiling)
                    continue;
                // What a large body left is in memory until its entries are dealt with.
                using var place = _fetcher.LargeBodies.Reserve();
                await take(await PollAsync(poll, place, stop), stop);
            }
        });

        static PlannedPoll? Next(Queue<PlannedPoll> host)
        {
            lock (host)
                return host.TryDequeue(out var poll) ? poll : null;
        }
    }

    /// <summary>The same as a stream, for who deals with one result after the other.</summary>
    public async IAsyncEnumerable<PollResult> PollAsync(
        IReadOnlyList<Feed> feeds, IReadOnlyDictionary<FeedId, FeedState> states, bool all, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var results = Channel.CreateBounded<PollResult>(_options.Parallelism);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = Task.Run(() => WriteAsync(results.Writer), CancellationToken.None);
        try
        {
            await foreach (var result in results.Reader.ReadAllAsync(cancellationToken))
                yield return result;
        }
        finally
        {
            // Reached early when the caller stops listening.
            await stop.CancelAsync();
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        cancellationToken.ThrowIfCancellationRequested();
        await work;

        async Task WriteAsync(ChannelWriter<PollResult> writer)
        {
            Exception? failure = null;
            try
            {
                await PollAsync(feeds, states, all, writer.WriteAsync, stop.Token);
            }
            catch (Exception e)
            {
                failure = e;
                throw;
            }
            finally
            {
                writer.Complete(failure);
            }
        }
    }

    public void Dispose() => _fetcher.Dispose();

    private List<PlannedPoll> Due(IReadOnlyList<Feed> feeds, IReadOnlyDictionary<FeedId, FeedState> states, bool all)
    {
        var now = _time.GetUtcNow();
        var polls = feeds.Select(f => states.GetValueOrDefault(f.Id) is { } state ? PollSchedule.Believed(state, now) : new FeedState { Id = f.Id })
            .Zip(feeds, (state, feed) => new PlannedPoll(feed, state, IsConditional(state, now), now, now, _options))
            .Where(p => p.Before.Health != FeedHealth.Gone).ToList();
        // A 429 to one feed keeps the others of its host waiting, in later rounds too.
        var held = polls.Where(p => p.Before.HostNotBefore > now).GroupBy(p => HostKey.Of(p.Address))
            .ToDictionary(h => h.Key, h => h.Max(p => p.Before.HostNotBefore));
        if (held.Count > 0)
            polls = [.. polls.Select(p => p with { HostRestsUntil = held.GetValueOrDefault(HostKey.Of(p.Address)) })];
        return all ? polls : [.. polls.Where(p => !p.Rests && p.Before.NextDue <= now + Slack)];
    }

    private static bool IsConditional(FeedState state, DateTimeOffset now) =>
        Validators.Of(state).Any && !(state.DistrustedUntil > now) && now - state.LastUnconditional < UnconditionalEvery;

    private async Task<PollResult> PollAsync(PlannedPoll poll, LargeBodies.Place place, CancellationToken cancellationToken)
    {
        FetchAnswer? fetched = null;
        try
        {
            if (poll is { Rests: true, RestsUntil: { } until })
                return NextState.PutOff(poll, until, poll.Before);
            var validators = poll.Conditional ? Validators.Of(poll.Before) : Validators.None;
            fetched = await _fetcher.FetchAsync(
                poll.Address, validators, new FetchBudget(_options.TotalBudget) { MayRetry = !poll.IsAiling }, place, cancellationToken);
            var result = NextState.Of(poll with { Now = _time.GetUtcNow() }, fetched);
            if (result.State.Health is FeedHealth.Blocked or FeedHealth.Gone && result.State.Health != poll.Before.Health)
                FeedLost(poll.Feed.Title, poll.Feed.Url, result.State.Health, result.State.Reason);
            return result;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Unexpected(e, poll.Feed.Title, poll.Feed.Url);
            return NextState.Failed(poll, FailureReason.Unexpected, e.Message, null, []);
        }
        finally
        {
            (fetched?.Answer as IDisposable)?.Dispose();
        }
    }

    [LoggerMessage(100, LogLevel.Warning, "{Title} ({Url}) is {Health}: {Reason}")]
    private partial void FeedLost(string title, Uri url, FeedHealth health, string? reason);

    [LoggerMessage(101, LogLevel.Error, "Polling {Title} ({Url}) hit a bug; the other feeds went on")]
    private partial void Unexpected(Exception exception, string title, Uri url);
}
