using System.IO.Hashing;
using SahelWatch.Feeds;
using SahelWatch.Polling.Fetching;
using SahelWatch.Polling.Seen;

namespace SahelWatch.Polling;

/// <summary>Processes a fetched body: parses it, finds the new and edited entries, and updates the state with the feed's rhythm.</summary>
internal static class PolledContent
{
    /// <summary>How long no validators are sent to a server whose validators were wrong.</summary>
    private static readonly TimeSpan Distrust = TimeSpan.FromDays(7);

    public static PollResult Of(PlannedPoll poll, FetchAnswer fetched, Answer.Content content)
    {
        var hash = XxHash64.HashToUInt64(content.Body.Memory.Span);
        if (hash == poll.Before.BodyHash)
            return NextState.Unmodified(poll, fetched, content.Validators, content.Fresh);

        var parsed = FeedParser.Parse(content.Body.Memory, content.ContentType, fetched.Url);
        if (Unreadable(poll, parsed, content) is { } failed)
            return failed;

        var seen = new SeenEntries(poll.Before.Seen, poll.Before.LastSuccess, poll.Now, parsed.Entries.Count);
        var news = seen.Take(poll.Feed.Id, parsed.Entries, parsed.Link ?? poll.Feed.Site, poll.Now);
        var added = news.Count(n => !n.IsUpdate);
        var lied = !poll.Conditional && added > 0 && Validators.Of(poll.Before).Matches(content.Validators);

        var state = WithRhythm(poll, parsed, added) with
        {
            BodyHash = content.Fault is null ? hash : 0,
            Seen = seen.Pack(),
            DistrustedUntil = lied ? poll.Now + Distrust : poll.Before.DistrustedUntil,
        };
        state = NextState.Succeeded(poll, state, ValidatorsFor(content, lied), fetched, content.Fresh, out var moved);

        var outcome = new FeedOutcome.Fetched(parsed.Format, parsed.Entries.Count, added, news.Count - added)
        { Title = parsed.Title, Site = parsed.Link, Language = parsed.Language };
        return new(poll.Feed, state, outcome, news, [.. parsed.Problems, .. Problems(parsed, content, lied, poll.Options), .. moved]);
    }

    /// <summary>An incomplete body is used as far as it goes; the poll fails only if it contains no entries.</summary>
    private static PollResult? Unreadable(PlannedPoll poll, ParsedFeed parsed, Answer.Content content) => parsed switch
    {
        { Entries.Count: 0 } when content.Fault is { } fault => NextState.Failed(poll, fault, Refusals.Describe(fault, poll.Options), null, []),
        { Format: "html" } => NextState.Failed(poll, FailureReason.Html,
            parsed.FeedLinks is [var link, ..] ? $"a web page that links to the feed {link}" : "a web page", null, parsed.FeedLinks),
        { Format: "none" } =>
            NextState.Failed(poll, FailureReason.NotAFeed, $"{content.Body.Memory.Length} bytes of {content.ContentType ?? "unknown type"}", null, []),
        _ => null,
    };

    private static FeedState WithRhythm(PlannedPoll poll, ParsedFeed parsed, int added) => poll.Before with
    {
        Rhythm = PollSchedule.RhythmOf(parsed.Entries, poll.Now) ?? poll.Before.Rhythm,
        StatedInterval = Longer(parsed.Rhythm.Ttl, parsed.Rhythm.UpdateInterval),
        SkipHours = parsed.Rhythm.SkipHours is [] ? null : parsed.Rhythm.SkipHours,
        SkipDays = parsed.Rhythm.SkipDays is [] ? null : parsed.Rhythm.SkipDays,
        LastNewEntry = added == 0 ? poll.Before.LastNewEntry : poll.Before.LastSuccess is null ? Newest(parsed, poll.Now) : poll.Now,
    };

    /// <summary>None for an incomplete body or wrong validators, so that the next poll fetches the whole body.</summary>
    private static Validators ValidatorsFor(Answer.Content content, bool lied) => content.Fault is null && !lied ? content.Validators : Validators.None;

    /// <summary>For the first poll, when all entries are new to us: the newest date in the feed.</summary>
    private static DateTimeOffset Newest(ParsedFeed parsed, DateTimeOffset now) => parsed.Entries.Where(e => e.Published <= now).Max(e => e.Published) ?? now;

    private static IEnumerable<string> Problems(ParsedFeed parsed, Answer.Content content, bool lied, FeedOptions options)
    {
        if (content.Fault is { } fault)
            yield return $"{Refusals.Describe(fault, options)}: only the part received before was read";
        if (parsed.Entries.Count == 0)
            yield return "the feed has no entries";
        if (lied)
            yield return $"the server does not change its ETag or Last-Modified for new entries; neither is sent for {Distrust.TotalDays:0} days";
    }

    private static TimeSpan? Longer(TimeSpan? a, TimeSpan? b) => a is null || b > a ? b : a;
}
