using System.Net;
using SahelWatch.Feeds.Addresses;

namespace SahelWatch.Polling.Fetching;

/// <summary>
/// The chain of redirects from a feed's address: decides which to follow. Cookies set by a redirect are sent back within the chain, since some sites require
/// it, and then discarded.
/// </summary>
internal sealed class RedirectTrail(Uri start)
{
    private const int MaxHops = 10;
    private const int MaxCookies = 20;
    private const int MaxCookieSize = 1024; // bytes

    private readonly HashSet<string> _seen = [Bare(start).AbsoluteUri];
    private readonly CookieContainer _cookies = new(MaxCookies, MaxCookies, MaxCookieSize);
    private bool _permanent = true;

    public Uri Current { get; private set; } = start;

    /// <summary>The target of the permanent redirects at the start of the chain; null if the first is not permanent.</summary>
    public Uri? MovedTo { get; private set; }

    /// <summary>The Cookie header for <see cref="Current"/>; null if there are no cookies for it.</summary>
    public string? Cookie => _cookies.GetCookieHeader(Current) is { Length: > 0 } cookie ? cookie : null;

    /// <returns>Null if <see cref="Current"/> is now the next address; otherwise why the redirect is not followed.</returns>
    public Answer.Refused? Follow(Answer.Redirect redirect)
    {
        if (FeedLinks.Resolve(redirect.Location ?? "", Current) is not { } target)
            return new(FailureReason.RedirectInvalid,
                string.IsNullOrWhiteSpace(redirect.Location) ? "a redirect without an address" : $"a redirect to {redirect.Location}");
        var next = Bare(target);
        if (Current.Scheme == "https" && next.Scheme == "http")
            return new(FailureReason.RedirectDowngrade, $"redirected from https to {next}");
        Keep(redirect.Cookies);
        // With a new cookie, the same address may answer differently.
        if (!_seen.Add(_cookies.GetCookieHeader(next) is { Length: > 0 } cookie ? $"{next.AbsoluteUri} {cookie}" : next.AbsoluteUri))
            return new(FailureReason.RedirectLoop, $"redirect loop via {next}");
        if (_seen.Count > MaxHops + 1)
            return new(FailureReason.TooManyRedirects, $"more than {MaxHops} redirects");

        Current = next;
        if (_permanent &= redirect.Permanent)
            MovedTo = next;
        return null;
    }

    private void Keep(IReadOnlyList<string> cookies)
    {
        foreach (var cookie in cookies)
        {
            try
            {
                _cookies.SetCookies(Current, cookie);
            }
            catch (CookieException)
            {
                // Malformed, too long or for another host; the site may answer without it.
            }
        }
    }

    /// <summary>Removes the fragment, and any password, which would otherwise be stored and printed.</summary>
    private static Uri Bare(Uri url) =>
        url.Fragment.Length == 0 && url.UserInfo.Length == 0 ? url : new UriBuilder(url) { Fragment = "", UserName = "", Password = "" }.Uri;
}
