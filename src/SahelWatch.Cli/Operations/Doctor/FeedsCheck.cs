using SahelWatch.Polling;

namespace SahelWatch.Cli.Operations.Doctor;

/// <summary>How many of the feeds answer now. Which do not, and what to do about each, is <c>feeds check</c>'s to say.</summary>
internal static class FeedsCheck
{
    /// <summary>Some feeds fail on any day; with so many, the fault is likely on this side.</summary>
    private const double Suspicious = 0.5;

    public static async Task<IReadOnlyList<Finding>> RunAsync(FeedPoller poller, Pipeline pipeline, CancellationToken cancellationToken)
    {
        var feeds = (await pipeline.InputsAsync(cancellationToken)).Feeds;
        var (asked, failed) = (0, 0);
        await poller.PollAsync(feeds, new Dictionary<FeedId, FeedState>(), all: true, (result, _) =>
        {
            Interlocked.Increment(ref asked);
            Interlocked.Add(ref failed, result.Outcome is FeedOutcome.Failed ? 1 : 0);
            return default;
        }, cancellationToken);
        var observation = $"{asked - failed} of {asked} can be read.";
        if (asked > 0 && failed >= asked * Suspicious)
            return [new(
                "feeds", observation, "So many at once point to this machine's network, DNS or firewall; `sahelwatch feeds check` says why each fails.")];
        return [failed == 0 ? new("feeds", observation) : new("feeds", observation, "`sahelwatch feeds check` names them and proposes what to change.")];
    }
}
