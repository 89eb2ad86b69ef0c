using SahelWatch.Domain;

namespace SahelWatch.Polling;

/// <summary>One poll of one feed.</summary>
/// <param name="State">After the poll: store it last, when <paramref name="Entries"/> are safe.</param>
/// <param name="Entries">New or edited ones, in the feed's order.</param>
/// <param name="Problems">Short sentences for people: what was mended, what to change in the list.</param>
public sealed record PollResult(Feed Feed, FeedState State, FeedOutcome Outcome, IReadOnlyList<PolledEntry> Entries, IReadOnlyList<string> Problems);

/// <summary>An entry to match and store.</summary>
/// <param name="Id">Stays the same when the title or the address is edited.</param>
/// <param name="Entry">Its <c>Published</c> is clamped to the time of the poll where it lay in the future.</param>
/// <param name="FirstSeen">The poll that first saw it: for an update only the day is kept (00:00 UTC).</param>
/// <param name="IsUpdate">Seen before under another title or address. The former wording is not here but in the story: keeping every title of every
/// feed twice would triple the state. There is none where the entry did not match before.</param>
public sealed record PolledEntry(ArticleId Id, FeedEntry Entry, DateTimeOffset FirstSeen, bool IsUpdate);
