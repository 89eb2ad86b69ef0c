using System.Diagnostics;
using SahelWatch.Feeds;
using SahelWatch.Polling.Fetching;
using SahelWatch.Polling.Fetching.Hosts;

namespace SahelWatch.Polling;

/// <summary>Turns the answer to a poll into the feed's next state, its new entries and messages. Reads no clock.</summary>
internal static class NextState
{
    /// <summary>Permanent redirects in a row before the new address is trusted: sites have redirected to a parking page for a day.</summary>
    private const int MovesAfter = 5;

    /// <summary>Failures in a row at the new address before the listed one is tried again.</summary>
    private const int ReturnsAfter = 3;

    public static PollResult Of(PlannedPoll poll, FetchAnswer fetched) => fetched.Answer switch
    {
        Answer.Content content => PolledContent.Of(poll, fetched, content),
        Answer.Unchanged unchanged => Unmodified(poll, fetched, Validators.Of(poll.Before), unchanged.Fresh),
        // A host that we were redirected to may ask us to wait, but not on behalf of the host that redirected us.
        Answer.Refused refused => Failed(
            poll, refused.Reason, refused.Detail, refused.RetryAfter, [], hostWide: refused.HostWide && HostKey.Of(fetched.Url) == HostKey.Of(poll.Address)),
        Answer.Held held => PutOff(poll, held.Until,
            poll.Before with { HostNotBefore = HostKey.Of(fetched.Url) == HostKey.Of(poll.Address) ? held.Until : poll.Before.HostNotBefore }),
        _ => throw new UnreachableException(),
    };

    public static PollResult PutOff(PlannedPoll poll, DateTimeOffset until, FeedState state) => new(poll.Feed, state, new FeedOutcome.PutOff(until), [], []);

    public static PollResult Unmodified(PlannedPoll poll, FetchAnswer fetched, Validators validators, TimeSpan? fresh)
    {
        var state = Succeeded(poll, poll.Before, validators, fetched, fresh, out var moved);
        return new(poll.Feed, state, new FeedOutcome.NotModified(), [], moved);
    }

    public static PollResult Failed(
        PlannedPoll poll, FailureReason reason, string detail, TimeSpan? retryAfter, IReadOnlyList<Uri> feedLinks, bool hostWide = false)
    {
        detail = PrintableText.Of(detail);
        var gone = reason is FailureReason.Gone && poll.Before.MovedTo is null;
        var health = gone ? FeedHealth.Gone : reason is FailureReason.Forbidden or FailureReason.BotWall ? FeedHealth.Blocked : FeedHealth.Failing;
        var until = poll.Now + retryAfter;
        var state = poll.Before with
        {
            LastPoll = poll.Now,
            Failures = poll.Before.Failures + 1,
            Reason = FailureWords.Of(reason, detail),
            Health = health,
            HealthSince = poll.Before.Failures > 0 && poll.Before.Health == health ? poll.Before.HealthSince : poll.Now,
            NotBefore = until,
            HostNotBefore = hostWide ? until ?? poll.Now + poll.Options.MinInterval : poll.Before.HostNotBefore,
        };
        state = state with { NextDue = gone ? DateTimeOffset.MaxValue : PollSchedule.AfterFailure(state, poll.Started, poll.Options) };
        // The server may be choking on the validators, so the next poll is made without them.
        if (poll.Conditional && reason is FailureReason.ClientError)
            state = state with { ETag = null, LastModified = null };
        if (state is { MovedTo: not null, Failures: >= ReturnsAfter })
            state = state with { MovedTo = null, ETag = null, LastModified = null, BodyHash = 0 };
        return new(poll.Feed, state, new FeedOutcome.Failed(reason, detail, retryAfter, feedLinks), [],
            gone ? ["the site says that the feed is permanently gone (410); it is no longer polled"] : []);
    }

    /// <summary>The state of a feed that answered: failures are reset, permanent redirects counted.</summary>
    public static FeedState Succeeded(
        PlannedPoll poll, FeedState state, Validators validators, FetchAnswer fetched, TimeSpan? fresh, out IReadOnlyList<string> problems)
    {
        var quietSince = PollSchedule.QuietSince(state, poll.Now);
        var health = quietSince is null ? FeedHealth.Healthy : FeedHealth.Quiet;
        var streak = fetched.MovedTo is null ? 0 : state.RedirectsTo == fetched.MovedTo ? state.RedirectStreak + 1 : 1;
        var moves = streak >= MovesAfter;
        problems = moves ? [$"moved permanently to {fetched.MovedTo} and is polled there from now on; correct the list"] : [];
        if (health == FeedHealth.Quiet && poll.Before.Health != health)
            problems = [.. problems, string.Create(CultureInfo.InvariantCulture, $"no new entries since {quietSince:yyyy-MM-dd}, much longer than usual")];
        return state with
        {
            ETag = validators.ETag,
            LastModified = validators.LastModified,
            LastPoll = poll.Now,
            LastSuccess = poll.Now,
            LastUnconditional = poll.Conditional ? state.LastUnconditional : poll.Now,
            Failures = 0,
            Reason = null,
            NotBefore = null,
            HostNotBefore = null,
            Health = health,
            HealthSince = quietSince ?? (poll.Before.Health == health ? poll.Before.HealthSince : poll.Now),
            NextDue = PollSchedule.Next(state, fresh, poll.Started, poll.Options),
            MovedTo = moves ? fetched.MovedTo : state.MovedTo,
            RedirectsTo = moves ? null : fetched.MovedTo,
            RedirectStreak = moves ? 0 : streak,
        };
    }
}
