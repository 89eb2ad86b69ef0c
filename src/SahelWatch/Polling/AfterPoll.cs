using System.Diagnostics;
using System.Globalization;
using SahelWatch.Domain;
using SahelWatch.Feeds;
using SahelWatch.Polling.Fetching;

namespace SahelWatch.Polling;

/// <summary>What a poll came to, given what the feed was before and what was fetched: the next state, the entries, the words for people. Reads no clock.</summary>
/// <param name="Started">When the round of polls began: what our own schedule counts from, so that a long round does not drift past the next.</param>
/// <param name="Now">When the answer came: what the server's wishes count from.</param>
internal sealed record AfterPoll(Feed Feed, FeedState Before, bool Conditional, DateTimeOffset Started, DateTimeOffset Now, FeedOptions Options)
{
    /// <summary>Permanent redirects in a row before the new address is believed: sites have redirected to a parking page for a day.</summary>
    private const int MovesAfter = 5;

    /// <summary>Failures in a row at the new address before the listed one is tried again.</summary>
    private const int ReturnsAfter = 3;

    /// <summary>A 429 to another feed of the host asked for it.</summary>
    public DateTimeOffset? HostRestsUntil { get; init; }

    /// <summary>Asked for by the server: Retry-After of this feed, or a 429 of its host.</summary>
    public DateTimeOffset? RestsUntil => HostRestsUntil is null || Before.NotBefore > HostRestsUntil ? Before.NotBefore : HostRestsUntil;

    public bool Rests => RestsUntil > Started;

    public Uri Address => Before.MovedTo ?? Feed.Url;

    public PollResult Of(FetchAnswer fetched) => fetched.Answer switch
    {
        Answer.Content content => AfterContent.Of(this, fetched, content),
        Answer.Unchanged unchanged => Unmodified(fetched, Validators.Of(Before), unchanged.Fresh),
        // A host that we were redirected to may ask for rest, but not for the feeds of the host that sent us there.
        Answer.Refused refused => Failed(refused.Reason, refused.Detail, refused.RetryAfter, [], hostWide: refused.HostWide && HostKey.Of(fetched.Url) == HostKey.Of(Address)),
        Answer.Held held => PutOff(held.Until, Before with { HostNotBefore = HostKey.Of(fetched.Url) == HostKey.Of(Address) ? held.Until : Before.HostNotBefore }),
        _ => throw new UnreachableException(),
    };

    public PollResult PutOff(DateTimeOffset until, FeedState state) => new(Feed, state, new FeedOutcome.PutOff(until), [], []);

    public PollResult Unmodified(FetchAnswer fetched, Validators validators, TimeSpan? fresh)
    {
        var state = Succeeded(Before, validators, fetched, fresh, out var moved);
        return new(Feed, state, new FeedOutcome.NotModified(), [], moved);
    }

    public PollResult Failed(FailureReason reason, string detail, TimeSpan? retryAfter, IReadOnlyList<Uri> feedLinks, bool hostWide = false)
    {
        detail = PrintableText.Of(detail);
        var gone = reason is FailureReason.Gone && Before.MovedTo is null;
        var health = gone ? FeedHealth.Gone : reason is FailureReason.Forbidden or FailureReason.BotWall ? FeedHealth.Blocked : FeedHealth.Failing;
        var until = Now + retryAfter;
        var state = Before with
        {
            LastPoll = Now,
            Failures = Before.Failures + 1,
            Reason = FailureWords.Of(reason, detail),
            Health = health,
            HealthSince = Before.Failures > 0 && Before.Health == health ? Before.HealthSince : Now,
            NotBefore = until,
            HostNotBefore = hostWide ? until ?? Now + Options.MinInterval : Before.HostNotBefore,
        };
        state = state with { NextDue = gone ? DateTimeOffset.MaxValue : PollSchedule.AfterFailure(state, Started, Options) };
        // It may be the validators that the server stumbles over; without them the next poll tells.
        if (Conditional && reason is FailureReason.ClientError)
            state = state with { ETag = null, LastModified = null };
        if (state is { MovedTo: not null, Failures: >= ReturnsAfter })
            state = state with { MovedTo = null, ETag = null, LastModified = null, BodyHash = 0 };
        return new(Feed, state, new FeedOutcome.Failed(reason, detail, retryAfter, feedLinks), [], gone ? ["the site says it is gone for good (410): not polled any more"] : []);
    }

    /// <summary>The state of a feed that answered: what failed is forgotten, what moved is counted.</summary>
    public FeedState Succeeded(FeedState state, Validators validators, FetchAnswer fetched, TimeSpan? fresh, out IReadOnlyList<string> problems)
    {
        var quietSince = Quiet.Since(state, Now);
        var health = quietSince is null ? FeedHealth.Healthy : FeedHealth.Quiet;
        var streak = fetched.MovedTo is null ? 0 : state.RedirectsTo == fetched.MovedTo ? state.RedirectStreak + 1 : 1;
        var moves = streak >= MovesAfter;
        problems = moves ? [$"moved for good to {fetched.MovedTo}: polled there from now on; correct the list"] : [];
        if (health == FeedHealth.Quiet && Before.Health != health)
            problems = [.. problems, string.Create(CultureInfo.InvariantCulture, $"silent since {quietSince:yyyy-MM-dd}, far beyond its own rhythm")];
        return state with
        {
            ETag = validators.ETag,
            LastModified = validators.LastModified,
            LastPoll = Now,
            LastSuccess = Now,
            LastUnconditional = Conditional ? state.LastUnconditional : Now,
            Failures = 0,
            Reason = null,
            NotBefore = null,
            HostNotBefore = null,
            Health = health,
            HealthSince = quietSince ?? (Before.Health == health ? Before.HealthSince : Now),
            NextDue = PollSchedule.Next(state, fresh, Started, Options),
            MovedTo = moves ? fetched.MovedTo : state.MovedTo,
            RedirectsTo = moves ? null : fetched.MovedTo,
            RedirectStreak = moves ? 0 : streak,
        };
    }
}

/// <summary>Tells silence from rest.</summary>
internal static class Quiet
{
    /// <summary>A week's end and a holiday are rest.</summary>
    private static readonly TimeSpan AtLeast = TimeSpan.FromDays(4);

    private static readonly TimeSpan UnknownRhythm = TimeSpan.FromDays(30);

    private const int Rhythms = 6;

    /// <summary>Since when nothing new came; null where that is within the feed's rhythm.</summary>
    public static DateTimeOffset? Since(FeedState state, DateTimeOffset now)
    {
        var patience = state.Rhythm is { } rhythm ? TimeSpan.FromTicks(Math.Max(AtLeast.Ticks, rhythm.Ticks * Rhythms)) : UnknownRhythm;
        return now - state.LastNewEntry > patience ? state.LastNewEntry : null;
    }
}
