using System.Collections.Concurrent;
using SahelWatch.Polling;

namespace SahelWatch.Cli.Operations.Doctor;

/// <summary>Checks how many feeds answer (<c>feeds check</c> says which), and whether this machine's clock agrees with their servers'.</summary>
internal static class FeedsCheck
{
    /// <summary>The share of failing feeds from which the fault is probably on this side; some fail on any day.</summary>
    private const double Suspicious = 0.5;

    /// <summary>Digests are due by the minute, and a clock further off than this delays or doubles them.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    public static async Task<IReadOnlyList<Finding>> RunAsync(FeedPoller poller, Pipeline pipeline, CancellationToken cancellationToken)
    {
        var feeds = (await pipeline.InputsAsync(cancellationToken)).Feeds;
        var results = new ConcurrentBag<(bool HasFailed, TimeSpan? ClockAhead)>();
        await poller.PollAsync(feeds, new Dictionary<FeedId, FeedState>(), all: true, (result, _) =>
        {
            results.Add((result.Outcome is FeedOutcome.Failed, result.ClockAhead));
            return default;
        }, cancellationToken);
        return [Readable(results.Count, results.Count(r => r.HasFailed)), Clock([.. results.Select(r => r.ClockAhead).OfType<TimeSpan>().Order()])];
    }

    private static Finding Readable(int asked, int failed) => new("feeds", $"{asked - failed} of {asked} can be read.",
        failed == 0 ? null
        : failed >= asked * Suspicious ? "So many at once point to this machine's network, DNS or firewall; `sahelwatch feeds check` says why each fails."
        : "`sahelwatch feeds check` names them and proposes what to change.");

    /// <summary>Uses the median, since some servers' clocks are wrong too.</summary>
    private static Finding Clock(IReadOnlyList<TimeSpan> ahead) => ahead.Count == 0 ? new("clock", "not checked, since no feed's server said what time it is.")
        : ahead[ahead.Count / 2] is var median && median.Duration() <= Tolerance ? new("clock", $"agrees with the feeds' servers ({ahead.Count} asked).")
        : new("clock", $"is {median.Duration():d\\.hh\\:mm\\:ss} {(median > TimeSpan.Zero ? "ahead of" : "behind")} most of the feeds' servers ({ahead.Count} asked).",
            "Set this machine's clock by NTP: digests are due by the minute.");
}
