using System.Net;
using System.Net.Sockets;
using System.Text;
using SahelWatch.Polling.Fetching.Headers;

namespace SahelWatch.Polling.Fetching;

/// <summary>Resolves a host name; replaced in tests by a hostile DNS server.</summary>
internal delegate Task<IPAddress[]> Resolve(string host, CancellationToken cancellationToken);

/// <summary>
/// Creates the HTTP handler for feeds: no cookies, no proxy, no automatic redirects, and no connections to addresses that <see cref="AddressGuard"/> refuses.
/// </summary>
internal static class FeedSockets
{
    /// <param name="allowed">Replaces <see cref="AddressGuard.IsPublic"/>.</param>
    public static SocketsHttpHandler Create(FeedOptions options, Resolve? resolve = null, Predicate<IPAddress>? allowed = null)
    {
        resolve ??= Dns.GetHostAddressesAsync;
        allowed ??= options.AllowPrivateNetworks ? _ => true : AddressGuard.IsPublic;
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            // A proxy would resolve the name itself and bypass the guard.
            UseProxy = false,
            Credentials = null,
            // No traceparent header: our traces do not concern the site.
            ActivityHeadersPropagator = null,
            ConnectTimeout = options.ConnectTimeout,
            MaxConnectionsPerServer = options.RequestsPerHost,
            MaxResponseHeadersLength = options.MaxHeaderKilobytes,
            // A new connection is cheaper than draining the rest of an unwanted body.
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            // Latin-1 in both directions preserves validators byte for byte.
            RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            PlaintextStreamFilter = (context, _) => new(context.NegotiatedHttpVersion.Major == 1
                ? new HeaderLineStream(context.PlaintextStream, options.MaxHeaderKilobytes * 1024)
                : context.PlaintextStream),
            ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, resolve, allowed, options.ConnectTimeout, cancellationToken),
        };
    }

    /// <summary>Checks the addresses actually connected to, for every connection, which defeats DNS rebinding.</summary>
    private static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint target, Resolve resolve, Predicate<IPAddress> allowed, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await resolve(target.Host, cancellationToken);
        var open = Array.FindAll(addresses, allowed);
        if (open.Length == 0 && addresses.Length > 0)
            throw new AddressRefusedException(literal is null ? $"{target.Host} has no public address" : $"{literal} is not a public address");

        SocketException? failure = null;
        foreach (var address in open)
        {
            // Each address gets a share of the time, so that an unreachable IPv6 address leaves some for IPv4.
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(timeout / open.Length);
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, target.Port, limit.Token);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                socket.Dispose();
                cancellationToken.ThrowIfCancellationRequested();
                failure = e as SocketException ?? new SocketException((int)SocketError.TimedOut);
            }
        }
        throw failure ?? new SocketException((int)SocketError.HostNotFound);
    }
}

/// <summary>Thrown instead of connecting to an address that is not allowed for feeds.</summary>
internal sealed class AddressRefusedException(string message) : IOException(message);
