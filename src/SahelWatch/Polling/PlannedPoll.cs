namespace SahelWatch.Polling;

/// <summary>A feed about to be polled: its state, and the times from which <see cref="NextState"/> schedules the next poll.</summary>
/// <param name="Started">When the round of polls began: our own intervals count from it, so that a long round does not delay the next one.</param>
/// <param name="Now">When the answer came: the server's intervals count from it.</param>
internal sealed record PlannedPoll(Feed Feed, FeedState Before, bool Conditional, DateTimeOffset Started, DateTimeOffset Now, FeedOptions Options)
{
    /// <summary>Until when a 429 for another feed of the host asks to wait.</summary>
    public DateTimeOffset? HostHeldUntil { get; init; }

    /// <summary>Until when the server asks to wait: Retry-After of this feed, or a 429 for its host.</summary>
    public DateTimeOffset? HeldUntil => HostHeldUntil is null || Before.NotBefore > HostHeldUntil ? Before.NotBefore : HostHeldUntil;

    public bool IsHeld => HeldUntil > Started;

    public Uri Address => Before.MovedTo ?? Feed.Url;

    public bool FailedBefore => Before.Failures > 0;
}
