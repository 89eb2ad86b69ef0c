using SahelWatch.Digests.Editions;
using SahelWatch.Domain;
using SahelWatch.Matching;

namespace SahelWatch.Settings;

/// <summary>What people write and SahelWatch reads: the feed list, the watchlist, the editions. Read once, at the start, so that a mistake shows before anything runs.</summary>
public sealed record SahelWatchInputs(IReadOnlyList<Feed> Feeds, Watchlist Watchlist, IReadOnlyList<Edition> Editions);
