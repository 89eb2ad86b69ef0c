using SahelWatch.Polling.Fetching.Hosts;

namespace SahelWatch.Polling;

/// <summary>
/// Recognises a poll that no host answered. The fault is then most likely on this side, so the feeds are retried soon: after an outage of our own network, the
/// growing waits of failing feeds would keep all of them unread for up to another day.
/// </summary>
internal static class NetworkOutage
{
    /// <summary>So many hosts are rarely down while no other answers.</summary>
    private const int FewestHosts = 3;

    /// <summary>The number of hosts polled; null unless all of them were silent.</summary>
    public static int? Hosts(IReadOnlyCollection<PollResult> results) =>
        results.All(r => r.Outcome is FeedOutcome.PutOff || IsSilent(r))
        && results.Where(IsSilent).Select(r => HostKey.Of(r.Feed.Url)).Distinct().Count() is >= FewestHosts and var hosts ? hosts : null;

    /// <summary>The states of the feeds that would wait for more than this time after an outage, with their next poll after it.</summary>
    public static IEnumerable<FeedState> Sooner(IEnumerable<PollResult> results, TimeSpan wait) => results.Where(IsSilent).Select(r => r.State)
        .Where(s => s.NextDue > s.LastPoll + wait).Select(s => s with { NextDue = (s.LastPoll + wait)!.Value });

    private static bool IsSilent(PollResult result) => result.Outcome is FeedOutcome.Failed
    {
        Reason: FailureReason.NoSuchHost or FailureReason.DnsFailed or FailureReason.Unreachable or FailureReason.Timeout or FailureReason.ConnectionLost
            or FailureReason.HostDown
    };
}
