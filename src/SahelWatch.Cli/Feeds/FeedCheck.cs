using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SahelWatch.Polling;

namespace SahelWatch.Cli.Feeds;

/// <summary>What a check of one feed found, for people and for programs.</summary>
/// <param name="Instead">A feed that was found in its place and can be read.</param>
/// <param name="WasGone">Polling gave it up after a 410.</param>
internal sealed record FeedCheck(PollResult Result, Uri? Instead, bool WasGone)
{
    /// <summary>For people and pipes: Arabic stays Arabic.</summary>
    public static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A feed that was not asked is nothing yet; "unknown" would sound like a fault.</summary>
    private string Health => Result.Outcome is FeedOutcome.PutOff ? "waiting" : Result.State.Health.ToString().ToLowerInvariant();

    /// <summary>What to change in the feed list; null where nothing is.</summary>
    public string? ToMend => Result switch
    {
        { State.RedirectsTo: { } moved } => $"list {moved} instead",
        { Outcome: FeedOutcome.Failed } when Instead is not null => $"list {Instead} instead",
        { Outcome: FeedOutcome.Failed } => $"find another address or take it out ({Outcome()})",
        { Outcome: FeedOutcome.Fetched { Shown: 0 } } => "answers without an entry: find another address",
        { Outcome: FeedOutcome.Fetched, Feed.IsUnchecked: true } => "answers: take unchecked=\"true\" off",
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

    public JsonObject Json() => new()
    {
        ["url"] = Result.Feed.Url.OriginalString,
        ["title"] = Result.Feed.Title,
        ["health"] = Health,
        ["outcome"] = Outcome(),
        ["entries"] = (Result.Outcome as FeedOutcome.Fetched)?.Shown,
        ["movedTo"] = Result.State.RedirectsTo?.OriginalString,
        ["feedLinks"] = new JsonArray([.. ((Result.Outcome as FeedOutcome.Failed)?.FeedLinks ?? []).Select(l => JsonValue.Create(l.OriginalString))]),
        ["proposals"] = new JsonArray([.. Proposals().Select(p => JsonValue.Create(p))]),
        ["problems"] = new JsonArray([.. Result.Problems.Select(p => JsonValue.Create(p))]),
    };

    private string Outcome() => Result.Outcome switch
    {
        FeedOutcome.Fetched fetched => string.Create(CultureInfo.InvariantCulture, $"{fetched.Format}, {fetched.Shown} entries"),
        FeedOutcome.Failed failed => FailureWords.Of(failed.Reason, failed.Detail),
        FeedOutcome.PutOff putOff => string.Create(CultureInfo.InvariantCulture, $"not asked: the site wants rest until {putOff.Until:yyyy-MM-dd HH:mm}Z"),
        _ => "not modified",
    };

    private IEnumerable<string> Proposals()
    {
        if (Result.State.RedirectsTo is { } moved)
            yield return $"moved for good: list {moved} instead";
        if (WasGone && Result.Outcome is FeedOutcome.Fetched)
            yield return $"polling gave it up as gone (410): feeds add {Result.Feed.Url} has it polled again";
        if (Result.Outcome is not FeedOutcome.Failed failed)
            yield break;
        if (Instead is not null)
            yield return failed.FeedLinks.Contains(Instead)
                ? $"the page names a feed: list {Instead} instead"
                : $"the site names a feed: list {Instead} instead";
        else if (failed.FeedLinks is [var link, ..])
            yield return $"the page names {link} as its feed, but that cannot be read either";
        else if (failed.Reason is FailureReason.Gone or FailureReason.NoSuchHost)
            yield return "delete it from the list, or look for the outlet's new address";
        if (failed.Reason is FailureReason.PrivateAddress)
            yield return "if it is meant to lie in your own network: --allow-private";
        if (failed.Detail.StartsWith("401", StringComparison.Ordinal))
            yield return "feeds that want a password are not supported";
    }
}
