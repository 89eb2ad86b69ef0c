using System.Collections.Concurrent;
using SahelWatch.Storage;

namespace SahelWatch.Polling;

/// <summary>Collects the results of a poll for its report.</summary>
internal sealed class PollTally
{
    private readonly ConcurrentDictionary<ArticleId, bool> _kept = [];
    private readonly List<PollResult> _polled = [];
    private readonly List<FeedNote> _notes = [];

    /// <summary>Whether another process polled the same feeds at the same time.</summary>
    public bool LostRace { get; set; }

    /// <summary>May be called concurrently.</summary>
    public void Count(Article article) => _kept.TryAdd(article.Id, article.IsEdit);

    public void Add(IEnumerable<PollResult> results) => _polled.AddRange(results.Where(r => r.Outcome is not FeedOutcome.PutOff));

    /// <param name="hosts">So many were polled, and none answered.</param>
    public void AddOutage(int hosts) => _notes.Add(new("network", string.Create(CultureInfo.InvariantCulture,
        $"none of the {hosts} hosts polled answered: check this machine's network, DNS and firewall. Their feeds are retried soon, not ever more rarely.")));

    public PollReport Report(DateTimeOffset at, int feeds, BlobOperations operations) => new(
        at, feeds, _polled.Count, _polled.Count(r => r.Outcome is FeedOutcome.NotModified),
        _polled.Sum(r => r.Outcome is FeedOutcome.Fetched fetched ? fetched.New + fetched.Updated : 0),
        _kept.Values.Count(edit => !edit), _kept.Values.Count(edit => edit),
        [.. _polled.Select(Failure).OfType<FeedFailure>().OrderBy(f => f.Source, StringComparer.Ordinal)],
        [.. _polled.SelectMany(r => r.Problems, (r, text) => new FeedNote(r.Feed.Title, text)).Concat(_notes).OrderBy(n => n.Source, StringComparer.Ordinal)],
        LostRace, operations);

    private static FeedFailure? Failure(PollResult result) => result.Outcome is FeedOutcome.Failed failed
        ? new(result.Feed.Id, result.Feed.Title, result.Feed.Url, FailureWords.Of(failed.Reason, failed.Detail), failed.FeedLinks,
            result.State.Health, result.State.HealthSince)
        : null;
}
