namespace SahelWatch.Domain;

/// <summary>
/// Which version of a file that people write a run used: reports name it, so that a surprising result can be traced to the change that caused it.
/// </summary>
/// <param name="File">feeds.opml, watchlist.yaml or editions.yaml.</param>
/// <param name="Origin">"shipped", the path of a file, or "storage" and the version.</param>
/// <param name="Problem">Why what is in storage was not used, with its place in the file; null where nothing is wrong.</param>
public sealed record InputVersion(string File, string Origin, string? Problem = null);
