namespace SahelWatch.Domain;

/// <summary>The version of an input file that a run used; reports include it, so that a surprising result can be traced to the change that caused it.</summary>
/// <param name="File">feeds.opml, watchlist.yaml or editions.yaml.</param>
/// <param name="Origin">"shipped", the path of a file, or "storage" and the version.</param>
/// <param name="Problem">Why the version in storage was not used, with the place in the file; null if nothing is wrong.</param>
public sealed record InputVersion(string File, string Origin, string? Problem = null);
