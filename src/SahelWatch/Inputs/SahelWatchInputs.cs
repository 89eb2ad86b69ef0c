using SahelWatch.Alerts.Rules;
using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Digests.Editions;
using SahelWatch.Matching;

namespace SahelWatch.Inputs;

/// <summary>What people write and SahelWatch reads: the feed list, the watchlist, the editions, the alerts, the table of severity.</summary>
public sealed record SahelWatchInputs(IReadOnlyList<Feed> Feeds, Watchlist Watchlist, IReadOnlyList<Edition> Editions)
{
    /// <summary>Empty if nobody wants alerts.</summary>
    public IReadOnlyList<AlertRule> Alerts { get; init; } = [];

    /// <summary>What ranks above what.</summary>
    public SeverityTable Severities { get; init; } = SeverityTable.Shipped;

    /// <summary>Where each of them came from.</summary>
    public IReadOnlyList<InputVersion> Versions { get; init; } = [];
}
