using SahelWatch.Polling;

namespace SahelWatch.Cli.Feeds;

/// <summary>The result of checking one feed, as text or JSON.</summary>
/// <param name="Instead">A working feed that was found in its place.</param>
/// <param name="WasGone">Polling had given up on it after a 410.</param>
internal sealed record FeedCheck(PollResult Result, Uri? Instead, bool WasGone)
{
    /// <summary>For a feed that was not polled, "unknown" would sound like a fault.</summary>
    private string Health => Result.Outcome is FeedOutcome.PutOff ? "waiting" : Result.State.Health.ToString().ToLowerInvariant();

    /// <summary>What to change in the feed list; null if nothing.</summary>
    public string? ToFix => Result switch
    {
        { State.RedirectsTo: { } moved } => $"list {moved} instead",
        { Outcome: FeedOutcome.Failed } when Instead is not null => $"list {Instead} instead",
        { Outcome: FeedOutcome.Failed } => $"find another address or remove it ({Outcome()})",
        { Outcome: FeedOutcome.Fetched { Shown: 0 } } => "has no entries: find another address",
        { Outcome: FeedOutcome.Fetched, Feed.IsUnchecked: true } => "works: remove unchecked=\"true\"",
        _ => null,
    };

    public IEnumerable<string> Lines()
    {
        yield return $"{Health,-8} {Result.Feed.Title}  {Result.Feed.Url}: {Outcome()}";
        foreach (var proposal in Proposals())
            yield return $"         -> {proposal}";
        foreach (var problem in Result.Problems)
            yield return $"         {problem}";
    }

    public object Json() => new
    {
        Result.Feed.Url,
        Result.Feed.Title,
        Health,
        Outcome = Outcome(),
        Entries = (Result.Outcome as FeedOutcome.Fetched)?.Shown,
        MovedTo = Result.State.RedirectsTo,
        FeedLinks = (Result.Outcome as FeedOutcome.Failed)?.FeedLinks ?? [],
        Proposals = Proposals(),
        Result.Problems,
    };

    private string Outcome() => Result.Outcome switch
    {
        FeedOutcome.Fetched fetched => string.Create(CultureInfo.InvariantCulture, $"{fetched.Format}, {fetched.Shown} entries"),
        FeedOutcome.Failed failed => FailureWords.Of(failed.Reason, failed.Detail),
        FeedOutcome.PutOff putOff => string.Create(CultureInfo.InvariantCulture, $"not polled: the site asked to wait until {putOff.Until:yyyy-MM-dd HH:mm}Z"),
        _ => "not modified",
    };

    private IEnumerable<string> Proposals()
    {
        if (Result.State.RedirectsTo is { } moved)
            yield return $"moved permanently: list {moved} instead";
        if (WasGone && Result.Outcome is FeedOutcome.Fetched)
            yield return $"no longer polled because it was gone (410): to poll it again, run feeds add {Result.Feed.Url}";
        if (Result.Outcome is not FeedOutcome.Failed failed)
            yield break;
        if (Instead is not null)
            yield return failed.FeedLinks.Contains(Instead)
                ? $"the page links to a feed: list {Instead} instead"
                : $"the site links to a feed: list {Instead} instead";
        else if (failed.FeedLinks is [var link, ..])
            yield return $"the page links to the feed {link}, but that cannot be read either";
        else if (failed.Reason is FailureReason.Gone or FailureReason.NoSuchHost)
            yield return "remove it from the list, or look for the outlet's new address";
        if (failed.Reason is FailureReason.PrivateAddress)
            yield return "if it is in your own network, use --allow-private";
        if (failed.Detail.StartsWith("401", StringComparison.Ordinal))
            yield return "feeds that require a password are not supported";
    }
}
