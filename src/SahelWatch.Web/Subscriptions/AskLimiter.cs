using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace SahelWatch.Web.Subscriptions;

/// <summary>Limits how often a client may request a link. In memory, per process: the important limits (per address, per hour) are in storage.</summary>
/// <param name="asks">In ten minutes.</param>
/// <param name="asksADay">A lower limit per day, since only programs keep asking: ten in ten minutes would allow 1,440.</param>
internal sealed class AskLimiter(int asks = 10, int asksADay = 30) : IDisposable
{
    private const int SubnetBytes = 8; // of an IPv6 address: a household has a /64 and can change the rest at will

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<string> _limiter =
        PartitionedRateLimiter.CreateChained(Limiter(asks, Window), Limiter(asksADay, TimeSpan.FromDays(1)));

    public bool Allows(HttpContext http)
    {
        using var lease = _limiter.AttemptAcquire(ClientOf(http.Connection.RemoteIpAddress));
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    private static PartitionedRateLimiter<string> Limiter(int permits, TimeSpan window) => PartitionedRateLimiter.Create<string, string>(client =>
        RateLimitPartition.GetFixedWindowLimiter(client, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window }));

    internal static string ClientOf(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, SubnetBytes)),
        _ => address.ToString(),
    };
}
