using System.Net;
using Microsoft.Extensions.Logging;
using SahelWatch.Polling.Fetching;
using SahelWatch.Polling.Fetching.Bodies;
using SahelWatch.Polling.Fetching.Hosts;

namespace SahelWatch.Polling;

/// <summary>Polls the feeds that are due, many hosts in parallel but each host politely. Stores nothing.</summary>
public sealed partial class FeedPoller : IDisposable
{
    /// <summary>A timer that fires about every 15 minutes must not miss feeds that are due in 15 minutes because it fired slightly early.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    /// <summary>
    /// After this time, no more feeds that failed last time are started: a thousand unreachable hosts would take some ten minutes, which is longer than a
    /// function may run.
    /// </summary>
    private static readonly TimeSpan TimeForFailing = TimeSpan.FromMinutes(4);

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

    /// <summary>How soon a feed is retried that has failed once.</summary>
    internal TimeSpan FirstRetry => _options.MinInterval;

    /// <summary>Creates a poller to keep for the life of the process: it holds the connections and the queue of each host.</summary>
    /// <param name="hosts">Addresses of hosts that bypass DNS, like a hosts file.</param>
    public static FeedPoller Create(FeedOptions options, TimeProvider time, ILogger<FeedPoller> logger, IReadOnlyDictionary<string, IPAddress>? hosts = null) =>
        new(options, FeedSockets.Create(options, hosts is null ? null : (host, token) =>
            hosts.TryGetValue(host, out var known) ? Task.FromResult(new[] { known }) : Dns.GetHostAddressesAsync(host, token)), time, logger);

    /// <summary>Polls feeds and passes on each result as it completes. Whatever goes wrong with one feed is its outcome and affects no other.</summary>
    /// <param name="states">As stored by earlier polls; a feed without one has never been polled.</param>
    /// <param name="all">Also polls feeds that are not due, without a time limit; Retry-After is still honoured, and feeds that are gone are skipped.</param>
    /// <param name="take">
    /// Called concurrently, and by each worker before it fetches its next feed, so that only as many results as there are workers are in memory. An exception
    /// from it ends the poll.
    /// </param>
    public async Task PollAsync(
        IReadOnlyList<Feed> feeds, IReadOnlyDictionary<FeedId, FeedState> states, bool all, Func<PollResult, CancellationToken, ValueTask> take,
        CancellationToken cancellationToken)
    {
        // One queue per host, the longest first: fifty feeds of one host take their fifty seconds while a thousand others are polled. Hosts whose feeds all
        // failed last time come last, the longest overdue first.
        var hosts = Due(feeds, states, all).GroupBy(p => HostKey.Of(p.Address))
            .OrderBy(h => h.All(p => p.FailedBefore) ? h.Min(p => p.Before.NextDue) : DateTimeOffset.MinValue)
            .ThenByDescending(h => h.Count()).Select(h => new Queue<PlannedPoll>(h));
        // Each host is in the line once per concurrent request it allows; whichever worker reaches it drains its queue.
        Queue<PlannedPoll>[] line = [.. hosts.SelectMany(h => Enumerable.Repeat(h, Math.Min(h.Count, _options.RequestsPerHost)))];
        var started = _time.GetTimestamp();
        await Parallel.ForAsync(
            0, line.Length, new ParallelOptions { MaxDegreeOfParallelism = _options.Parallelism, CancellationToken = cancellationToken }, async (i, stop) =>
        {
            while (Next(line[i]) is { } poll)
            {
                // It stays due, and comes first next time.
                if (!all && poll.FailedBefore && _time.GetElapsedTime(started) > TimeForFailing)
                    continue;
                // A large body stays in memory until its entries have been processed.
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

    public void Dispose() => _fetcher.Dispose();

    private List<PlannedPoll> Due(IReadOnlyList<Feed> feeds, IReadOnlyDictionary<FeedId, FeedState> states, bool all)
    {
        var now = _time.GetUtcNow();
        var polls = feeds.Select(f => states.GetValueOrDefault(f.Id) is { } state ? PollSchedule.Corrected(state, now) : new FeedState { Id = f.Id })
            .Zip(feeds, (state, feed) => new PlannedPoll(feed, state, IsConditional(state, now), now, now, _options))
            .Where(p => p.Before.Health != FeedHealth.Gone).ToList();
        // A 429 for one feed makes the other feeds of its host wait, in later rounds too.
        var held = polls.Where(p => p.Before.HostNotBefore > now).GroupBy(p => HostKey.Of(p.Address))
            .ToDictionary(h => h.Key, h => h.Max(p => p.Before.HostNotBefore));
        if (held.Count > 0)
            polls = [.. polls.Select(p => p with { HostHeldUntil = held.GetValueOrDefault(HostKey.Of(p.Address)) })];
        return all ? polls : [.. polls.Where(p => !p.IsHeld && p.Before.NextDue <= now + Slack)];
    }

    private static bool IsConditional(FeedState state, DateTimeOffset now) =>
        Validators.Of(state).Any && !(state.DistrustedUntil > now) && now - state.LastUnconditional < UnconditionalEvery;

    private async Task<PollResult> PollAsync(PlannedPoll poll, LargeBodies.Place place, CancellationToken cancellationToken)
    {
        using var span = Spans.Source.StartActivity("feed")?.SetTag("feed", poll.Feed.Id.Value);
        FetchAnswer? fetched = null;
        try
        {
            if (poll is { IsHeld: true, HeldUntil: { } until })
                return NextState.PutOff(poll, until, poll.Before);
            var validators = poll.Conditional ? Validators.Of(poll.Before) : Validators.None;
            fetched = await _fetcher.FetchAsync(
                poll.Address, validators, new FetchBudget(_options.TotalBudget) { MayRetry = !poll.FailedBefore }, place, cancellationToken);
            var now = _time.GetUtcNow();
            var result = NextState.Of(poll with { Now = now }, fetched) with { ClockAhead = now - fetched.Answer.ServerTime };
            span?.SetTag("outcome", result.Outcome.GetType().Name);
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

    [LoggerMessage(101, LogLevel.Error, "Polling {Title} ({Url}) failed with a bug; the other feeds were not affected")]
    private partial void Unexpected(Exception exception, string title, Uri url);
}
