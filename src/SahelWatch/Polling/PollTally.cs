using System.Collections.Concurrent;
using SahelWatch.Storage;

namespace SahelWatch.Polling;

/// <summary>Counts the results of a poll; thread-safe, except for <see cref="LostRace"/>.</summary>
internal sealed class PollTally
{
    private readonly ConcurrentDictionary<ArticleId, bool> _kept = [];
    private readonly ConcurrentQueue<FeedFailure> _failures = [];
    private readonly ConcurrentQueue<FeedNote> _notes = [];
    private int _polled, _notModified, _entries;

    /// <summary>Whether another process polled the same feeds at the same time.</summary>
    public bool LostRace { get; set; }

    public void Add(PollResult result)
    {
        if (result.Outcome is FeedOutcome.PutOff)
            return;
        Interlocked.Increment(ref _polled);
        Interlocked.Add(ref _entries, result.Entries.Count);
        if (result.Outcome is FeedOutcome.NotModified)
            Interlocked.Increment(ref _notModified);
        if (result.Outcome is FeedOutcome.Failed failed)
            _failures.Enqueue(new(result.Feed.Id, result.Feed.Title, result.Feed.Url, FailureWords.Of(failed.Reason, failed.Detail), failed.FeedLinks,
                result.State.Health, result.State.HealthSince));
        foreach (var text in result.Problems)
            _notes.Enqueue(new(result.Feed.Title, text));
    }

    public void Add(NetworkOutage outage)
    {
        if (outage.Hosts is { } hosts)
            _notes.Enqueue(new("network", string.Create(CultureInfo.InvariantCulture,
                $"none of the {hosts} hosts polled answered: check this machine's network, DNS and firewall. Their feeds are retried soon, not ever more rarely.")));
    }

    public void Count(Article article) => _kept.TryAdd(article.Id, article.IsEdit);

    public PollReport Report(DateTimeOffset at, int feeds, BlobOperations operations) => new(
        at, feeds, _polled, _notModified, _entries, _kept.Values.Count(edit => !edit), _kept.Values.Count(edit => edit),
        [.. _failures.OrderBy(f => f.Source, StringComparer.Ordinal)], [.. _notes.OrderBy(n => n.Source, StringComparer.Ordinal)], LostRace, operations);
}
