using System.Net;
using System.Net.Sockets;

namespace SahelWatch.Polling.Fetching;

/// <summary>
/// Protects against server-side request forgery: tells public addresses from special-purpose ones (the IANA registries of RFC 6890, and cloud metadata). A feed
/// list is untrusted input, and its addresses must not reach the network that SahelWatch runs in.
/// </summary>
public static class AddressGuard
{
    private static readonly IPNetwork[] Refused =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("100.64.0.0/10"),      // carrier-grade NAT, and Alibaba's metadata
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("168.63.129.16/32"),   // Azure's WireServer, a public address that serves metadata
        IPNetwork.Parse("169.254.0.0/16"),     // link-local, and the metadata of Azure, AWS and Google
        IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("192.88.99.0/24"),
        IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("224.0.0.0/3"),        // multicast, reserved, broadcast
        IPNetwork.Parse("2001::/23"),          // protocol assignments: Teredo, benchmarking, ORCHID
        IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("3fff::/20"),   // documentation
    ];

    /// <summary>
    /// All global unicast IPv6 addresses allocated today; everything else (loopback, unique local, link-local, multicast, IPv4-compatible) is refused.
    /// </summary>
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96"), SixToFour = IPNetwork.Parse("2002::/16");

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        // Addresses with the well-known NAT64 prefix (RFC 6052) or of 6to4 (RFC 3056) embed the IPv4 address that packets are sent to.
        var embedded = Nat64.Contains(address) ? 12 : SixToFour.Contains(address) ? 2 : (int?)null;
        if (embedded is { } offset)
            return IsPublic(new(address.GetAddressBytes().AsSpan(offset, 4)));
        return (address.AddressFamily == AddressFamily.InterNetwork || Global6.Contains(address)) && !Array.Exists(Refused, n => n.Contains(address));
    }
}
