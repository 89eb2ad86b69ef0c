using System.Net;
using System.Net.Sockets;
using System.Text;
using SahelWatch.Polling.Fetching.Headers;

namespace SahelWatch.Polling.Fetching;

/// <summary>Names of a host to its addresses; a seam so that tests can answer as a hostile DNS would.</summary>
internal delegate Task<IPAddress[]> Resolve(string host, CancellationToken cancellationToken);

/// <summary>
/// The HTTP connections that feeds come over: no cookies of their own, no proxy, no redirects by themselves, no address that <see cref="AddressGuard"/>
/// refuses.
/// </summary>
internal static class FeedSockets
{
    /// <param name="allowed">Which addresses may be connected to, where not <see cref="AddressGuard.IsPublic"/> decides.</param>
    public static SocketsHttpHandler Create(FeedOptions options, Resolve? resolve = null, Predicate<IPAddress>? allowed = null)
    {
        resolve ??= Dns.GetHostAddressesAsync;
        allowed ??= options.AllowPrivateNetworks ? _ => true : AddressGuard.IsPublic;
        return new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            // A proxy would resolve the name itself, behind the guard's back.
            UseProxy = false,
            Credentials = null,
            // No traceparent: a site learns nothing of our traces.
            ActivityHeadersPropagator = null,
            ConnectTimeout = options.ConnectTimeout,
            MaxConnectionsPerServer = options.RequestsPerHost,
            MaxResponseHeadersLength = options.MaxHeaderKilobytes,
            // Answers cut short are not drained: a new connection is cheaper than the rest of a body nobody wants.
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            // Latin-1 both ways gives a validator back byte for byte.
            RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
            PlaintextStreamFilter = (context, _) => new(context.NegotiatedHttpVersion.Major == 1
                ? new HeaderLineStream(context.PlaintextStream, options.MaxHeaderKilobytes * 1024)
                : context.PlaintextStream),
            ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, resolve, allowed, options.ConnectTimeout, cancellationToken),
        };
    }

    /// <summary>
    /// Checks the very addresses that are connected to, on every connection: a name that answers differently the second time (rebinding) gains nothing.
    /// </summary>
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
            try
            {
                // Each address gets its share of the time: a host whose IPv6 leads nowhere must leave some for its IPv4.
                return await ConnectAsync(new IPEndPoint(address, target.Port), timeout / open.Length, cancellationToken);
            }
            catch (SocketException e)
            {
                failure = e;
            }
        }
        throw failure ?? new SocketException((int)SocketError.HostNotFound);
    }

    private static async Task<Stream> ConnectAsync(IPEndPoint address, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            await socket.ConnectAsync(address, limit.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
                throw new SocketException((int)SocketError.TimedOut);
            throw;
        }
    }
}

/// <summary>Thrown in place of a connection to an address that feeds may not lie on.</summary>
internal sealed class AddressRefusedException(string message) : IOException(message);
