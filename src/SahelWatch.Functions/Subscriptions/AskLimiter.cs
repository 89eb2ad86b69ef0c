using System.Net;
using System.Threading.RateLimiting;

namespace SahelWatch.Functions.Subscriptions;

/// <summary>How often one client may ask for a link. In memory, per process: the limits that count (per address, per hour) are kept in the store.</summary>
internal sealed class AskLimiter
{
    private const int Asks = 10;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(client =>
        RateLimitPartition.GetFixedWindowLimiter(client, _ => new FixedWindowRateLimiterOptions { PermitLimit = Asks, Window = Window }));

    public bool Allows(HttpContext http)
    {
        using var lease = _limiter.AttemptAcquire(ClientOf(http));
        return lease.IsAcquired;
    }

    /// <summary>Behind the Functions host every request comes from this machine, and the last forwarded address is the one the platform itself saw.</summary>
    private static string ClientOf(HttpContext http)
    {
        var remote = http.Connection.RemoteIpAddress;
        var forwarded = http.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim();
        return remote is null || IPAddress.IsLoopback(remote) ? IPEndPoint.TryParse(forwarded, out var client) ? client.Address.ToString() : "" : remote.ToString();
    }
}
