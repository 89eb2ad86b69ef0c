using SahelWatch.Domain;

namespace SahelWatch.Polling;

/// <summary>
/// A feed about to be polled: what is known of it before, and by which times what comes of it is dated. <see cref="NextState"/> says what does.
/// </summary>
/// <param name="Started">When the round of polls began: what our own schedule counts from, so that a long round does not drift past the next.</param>
/// <param name="Now">When the answer came: what the server's wishes count from.</param>
internal sealed record PlannedPoll(Feed Feed, FeedState Before, bool Conditional, DateTimeOffset Started, DateTimeOffset Now, FeedOptions Options)
{
    /// <summary>A 429 to another feed of the host asked for it.</summary>
    public DateTimeOffset? HostRestsUntil { get; init; }

    /// <summary>Asked for by the server: Retry-After of this feed, or a 429 of its host.</summary>
    public DateTimeOffset? RestsUntil => HostRestsUntil is null || Before.NotBefore > HostRestsUntil ? Before.NotBefore : HostRestsUntil;

    public bool Rests => RestsUntil > Started;

    public Uri Address => Before.MovedTo ?? Feed.Url;

    /// <summary>It failed last time, and may take its time to fail again.</summary>
    public bool IsAiling => Before.Failures > 0;
}
