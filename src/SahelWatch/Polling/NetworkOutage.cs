using System.Collections.Concurrent;
using SahelWatch.Polling.Fetching.Hosts;

namespace SahelWatch.Polling;

/// <summary>
/// Recognises a poll that no host answered. The fault is then most likely on this side, so the feeds are retried soon: after an outage of our own network, the
/// growing waits of failing feeds would keep all of them unread for up to another day.
/// </summary>
internal sealed class NetworkOutage
{
    /// <summary>So many hosts are rarely down while no other answers.</summary>
    private const int FewestHosts = 3;

    private readonly ConcurrentDictionary<HostKey, bool> _silent = [];
    private readonly ConcurrentQueue<FeedState> _failed = [];
    private volatile bool _answered;

    /// <summary>May be called concurrently.</summary>
    public void Add(PollResult result)
    {
        if (result.Outcome is FeedOutcome.Failed failed && IsSilence(failed.Reason))
        {
            _silent.TryAdd(HostKey.Of(result.Feed.Url), true);
            _failed.Enqueue(result.State);
        }
        else if (result.Outcome is not FeedOutcome.PutOff)
        {
            _answered = true;
        }
    }

    /// <summary>The number of hosts polled; null unless all of them were silent.</summary>
    public int? Hosts => _answered || _silent.Count < FewestHosts ? null : _silent.Count;

    /// <summary>In an outage, the states of the feeds that would wait for more than this time, with their next poll after it.</summary>
    public IEnumerable<FeedState> Sooner(TimeSpan wait) => Hosts is null ? []
        : _failed.Where(s => s.NextDue > s.LastPoll + wait).Select(s => s with { NextDue = (s.LastPoll + wait)!.Value });

    private static bool IsSilence(FailureReason reason) => reason is FailureReason.NoSuchHost or FailureReason.DnsFailed or FailureReason.Unreachable
        or FailureReason.Timeout or FailureReason.ConnectionLost or FailureReason.HostDown;
}
