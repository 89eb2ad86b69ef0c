using SahelWatch.Digests.Editions;
using SahelWatch.Domain;
using SahelWatch.Matching;

namespace SahelWatch.Inputs;

/// <summary>What people write and SahelWatch reads: the feed list, the watchlist, the editions.</summary>
public sealed record SahelWatchInputs(IReadOnlyList<Feed> Feeds, Watchlist Watchlist, IReadOnlyList<Edition> Editions)
{
    /// <summary>Where each of them came from.</summary>
    public IReadOnlyList<InputVersion> Versions { get; init; } = [];
}
