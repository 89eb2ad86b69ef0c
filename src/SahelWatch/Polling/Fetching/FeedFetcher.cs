using SahelWatch.Polling.Fetching.Bodies;
using SahelWatch.Polling.Fetching.Hosts;

namespace SahelWatch.Polling.Fetching;

/// <summary>
/// Fetches an address, following redirects itself and respecting the limits of each host (<see cref="HostPipelines"/>). Expected failures are answers, not
/// exceptions.
/// </summary>
internal sealed class FeedFetcher(HttpMessageHandler http, FeedOptions options, TimeProvider time) : IDisposable
{
    private readonly FeedRequest _request = new(new HttpMessageInvoker(http), options, time);
    private readonly HostPipelines _hosts = new(options, time);

    public LargeBodies LargeBodies { get; } = new();

    /// <param name="place">To be held by the caller as long as it needs the result.</param>
    public async Task<FetchAnswer> FetchAsync(Uri url, Validators validators, FetchBudget budget, LargeBodies.Place place, CancellationToken cancellationToken)
    {
        var trail = new RedirectTrail(url);
        while (true)
        {
            var at = trail.Current;
            var cookie = trail.Cookie;
            var answer = await _hosts.SendAsync(at, stop => _request.SendAsync(at, validators, cookie, place, stop), budget, cancellationToken);
            if (answer is not Answer.Redirect redirect)
                return new(answer, at, trail.MovedTo);
            var refused = budget.Exhausted
                ? new Answer.Refused(FailureReason.Timeout, $"still redirecting after {options.TotalBudget.TotalSeconds:0} s")
                : trail.Follow(redirect);
            if (refused is not null)
                return new(refused, at, null);
        }
    }

    public void Dispose()
    {
        _request.Dispose();
        LargeBodies.Dispose();
    }
}
