using SahelWatch.Feeds.Addresses;

namespace SahelWatch.Polling.Fetching;

/// <summary>The way from a feed's address to the one that answers: says where to go next and where to stop.</summary>
internal sealed class RedirectTrail(Uri start)
{
    private const int MaxHops = 10;

    private HashSet<string>? _seen;
    private bool _permanent = true;

    public Uri Current { get; private set; } = start;

    /// <summary>Where the permanent redirects from the start lead, up to the first that is not; null where the first is not.</summary>
    public Uri? MovedTo { get; private set; }

    /// <returns>Null where <see cref="Current"/> is now the next address; else why the redirect is not followed.</returns>
    public Answer.Refused? Follow(Answer.Redirect redirect)
    {
        if (FeedLinks.Resolve(redirect.Location ?? "", Current) is not { } target)
            return new(FailureReason.RedirectInvalid, string.IsNullOrWhiteSpace(redirect.Location) ? "a redirect without an address" : $"a redirect to {redirect.Location}");
        var next = Bare(target);
        if (Current.Scheme == "https" && next.Scheme == "http")
            return new(FailureReason.RedirectDowngrade, $"redirected from https to {next}");
        _seen ??= [Bare(Current).AbsoluteUri];
        if (!_seen.Add(next.AbsoluteUri))
            return new(FailureReason.RedirectLoop, $"redirected in a circle by way of {next}");
        if (_seen.Count > MaxHops + 1)
            return new(FailureReason.TooManyRedirects, $"more than {MaxHops} redirects");

        Current = next;
        if (_permanent &= redirect.Permanent)
            MovedTo = next;
        return null;
    }

    /// <summary>What is asked for: without a fragment, and without a password that would be stored and printed.</summary>
    private static Uri Bare(Uri url) =>
        url.Fragment.Length == 0 && url.UserInfo.Length == 0 ? url : new UriBuilder(url) { Fragment = "", UserName = "", Password = "" }.Uri;
}
