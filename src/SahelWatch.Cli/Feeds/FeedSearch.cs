using SahelWatch.Polling;

namespace SahelWatch.Cli.Feeds;

/// <summary>Looks for a working feed in place of one that cannot be read.</summary>
internal static class FeedSearch
{
    /// <summary>Failures of sites that work but have moved or removed the feed, so that their home page may link to a new one.</summary>
    private static readonly FailureReason[] Lost =
        [FailureReason.NotFound, FailureReason.Gone, FailureReason.Html, FailureReason.NotAFeed, FailureReason.Empty, FailureReason.ClientError,
            FailureReason.RedirectLoop, FailureReason.RedirectInvalid];

    public static async Task<PollResult> PollAsync(FeedPoller poller, Uri url, CancellationToken cancellationToken)
    {
        PollResult? result = null;
        await poller.PollAsync([Unlisted(url)], new Dictionary<FeedId, FeedState>(), all: true, (polled, _) =>
        {
            result = polled;
            return default;
        }, cancellationToken);
        return result!;
    }

    public static Feed Unlisted(Uri url) => new() { Id = FeedId.From(url), Url = url, Title = url.Host };

    /// <summary>
    /// The first working feed among those that the page links to, or else among those that the site's home page links to; null if there is none.
    /// </summary>
    public static async Task<PollResult?> InsteadOfAsync(FeedPoller poller, PollResult result, CancellationToken cancellationToken)
    {
        if (result.Outcome is not FeedOutcome.Failed failed)
            return null;
        if (await FirstReadableAsync(poller, result.Feed, failed.FeedLinks, cancellationToken) is { } named)
            return named;
        var site = result.Feed.Site ?? new Uri(result.Feed.Url, "/");
        if (!Lost.Contains(failed.Reason) || site == result.Feed.Url)
            return null;
        return await PollAsync(poller, site, cancellationToken) is { Outcome: FeedOutcome.Failed page }
            ? await FirstReadableAsync(poller, result.Feed, page.FeedLinks.Except(failed.FeedLinks), cancellationToken)
            : null;
    }

    private static async Task<PollResult?> FirstReadableAsync(FeedPoller poller, Feed feed, IEnumerable<Uri> links, CancellationToken cancellationToken)
    {
        foreach (var link in links.Where(l => l != feed.Url))
        {
            if (await PollAsync(poller, link, cancellationToken) is { Outcome: FeedOutcome.Fetched } found)
                return found;
        }
        return null;
    }
}
