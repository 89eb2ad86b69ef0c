using System.Net;
using SahelWatch.Feeds.Addresses;

namespace SahelWatch.Polling.Fetching;

/// <summary>
/// The way from a feed's address to the one that answers: says where to go next and where to stop. Sites that redirect once to set a cookie get it back on this
/// way, which is all the memory they are given.
/// </summary>
internal sealed class RedirectTrail(Uri start)
{
    private const int MaxHops = 10;
    private const int MaxCookies = 20;
    private const int LongestCookie = 1024; // bytes

    private HashSet<string>? _seen;
    private CookieContainer? _cookies;
    private bool _permanent = true;

    public Uri Current { get; private set; } = start;

    /// <summary>Where the permanent redirects from the start lead, up to the first that is not; null where the first is not.</summary>
    public Uri? MovedTo { get; private set; }

    /// <summary>To be sent to <see cref="Current"/>; null where nothing was set for it.</summary>
    public string? Cookie => _cookies?.GetCookieHeader(Current) is { Length: > 0 } cookie ? cookie : null;

    /// <returns>Null where <see cref="Current"/> is now the next address; else why the redirect is not followed.</returns>
    public Answer.Refused? Follow(Answer.Redirect redirect)
    {
        if (FeedLinks.Resolve(redirect.Location ?? "", Current) is not { } target)
            return new(FailureReason.RedirectInvalid,
                string.IsNullOrWhiteSpace(redirect.Location) ? "a redirect without an address" : $"a redirect to {redirect.Location}");
        var next = Bare(target);
        if (Current.Scheme == "https" && next.Scheme == "http")
            return new(FailureReason.RedirectDowngrade, $"redirected from https to {next}");
        _seen ??= [Bare(Current).AbsoluteUri];
        Keep(redirect.Cookies);
        // With a cookie that it did not have before, an address may answer otherwise.
        if (!_seen.Add(_cookies?.GetCookieHeader(next) is { Length: > 0 } cookie ? $"{next.AbsoluteUri} {cookie}" : next.AbsoluteUri))
            return new(FailureReason.RedirectLoop, $"redirected in a circle by way of {next}");
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
                (_cookies ??= new CookieContainer(MaxCookies, MaxCookies, LongestCookie)).SetCookies(Current, cookie);
            }
            catch (CookieException)
            {
                // Malformed, too long or for another host: without it the site may answer all the same.
            }
        }
    }

    /// <summary>What is asked for: without a fragment, and without a password that would be stored and printed.</summary>
    private static Uri Bare(Uri url) =>
        url.Fragment.Length == 0 && url.UserInfo.Length == 0 ? url : new UriBuilder(url) { Fragment = "", UserName = "", Password = "" }.Uri;
}
