namespace SahelWatch.Polling;

/// <summary>The result of polling one feed.</summary>
/// <param name="State">After the poll: to be stored last, after <paramref name="Entries"/>.</param>
/// <param name="Entries">New and edited ones, in the feed's order.</param>
/// <param name="Problems">Short sentences for operators: what was repaired, what to change in the feed list.</param>
public sealed record PollResult(Feed Feed, FeedState State, FeedOutcome Outcome, IReadOnlyList<PolledEntry> Entries, IReadOnlyList<string> Problems)
{
    /// <summary>How far this machine's clock is ahead of the server's; null if the server did not say.</summary>
    public TimeSpan? ClockAhead { get; init; }
}

/// <summary>An entry to match and store.</summary>
/// <param name="Id">Does not change when the title or the address is edited.</param>
/// <param name="Entry">A <c>Published</c> in the future is clamped to the time of the poll.</param>
/// <param name="FirstSeen">The time of the poll that first saw it; for an update only the day (00:00 UTC).</param>
/// <param name="IsUpdate">Seen before with another title or address. The earlier wording is kept only in the story, if the entry matched at the time: keeping
/// every title of every feed would triple the state.</param>
public sealed record PolledEntry(ArticleId Id, FeedEntry Entry, DateTimeOffset FirstSeen, bool IsUpdate);
