using System.Net;
using System.Net.Sockets;

namespace SahelWatch.Polling.Fetching;

/// <summary>Maps status codes and exceptions to failure reasons.</summary>
internal static class Refusals
{
    /// <summary>nginx's code for closing the connection without a response; some bot walls send it.</summary>
    private const int NoResponse = 444;

    public static FailureReason Of(HttpStatusCode status) => (int)status switch
    {
        404 => FailureReason.NotFound,
        410 => FailureReason.Gone,
        401 or 402 or 403 or 407 or NoResponse or 451 => FailureReason.Forbidden,
        429 => FailureReason.RateLimited,
        408 or >= 500 => FailureReason.ServerError,
        _ => FailureReason.ClientError,
    };

    /// <summary>Null if the exception is not caused by the server or the network.</summary>
    public static Answer.Refused? Of(Exception exception, FeedOptions options) => exception switch
    {
        // The handler cancels a connection attempt that takes too long.
        OperationCanceledException => new(FailureReason.Unreachable, $"no connection within {options.ConnectTimeout.TotalSeconds:0} s", Transient: true),
        HttpRequestException http => Of(http),
        IOException => new(FailureReason.ConnectionLost, exception.Message, Transient: true),
        _ => null,
    };

    public static string Describe(FailureReason fault, FeedOptions options) => fault switch
    {
        FailureReason.BodyTooLarge => $"more than {options.MaxBodyBytes / (1024 * 1024.0):0.#} MB",
        FailureReason.TooSlow => $"less than {options.MinBytesPerSecond} bytes per second",
        FailureReason.BadCompression => "the body cannot be decompressed",
        _ => "the response was cut off",
    };

    private static Answer.Refused Of(HttpRequestException exception)
    {
        if (Inner<AddressRefusedException>(exception) is { } refused)
            return new(FailureReason.PrivateAddress, refused.Message);
        var socket = Inner<SocketException>(exception);
        return exception.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError when socket?.SocketErrorCode is SocketError.TryAgain =>
                new(FailureReason.DnsFailed, "no answer from the DNS server", Transient: true),
            HttpRequestError.NameResolutionError => new(FailureReason.NoSuchHost, "no such host"),
            HttpRequestError.SecureConnectionError => new(FailureReason.Tls, (exception.InnerException ?? exception).Message),
            HttpRequestError.ConfigurationLimitExceeded => new(FailureReason.HeadersTooLarge, "the response headers are too large"),
            HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.VersionNegotiationError =>
                new(FailureReason.BadHttp, exception.Message),
            HttpRequestError.ConnectionError =>
                new(FailureReason.Unreachable, socket is null ? exception.Message : Words(socket.SocketErrorCode), Transient: true),
            _ => new(FailureReason.ConnectionLost, exception.Message, Transient: true),
        };
    }

    /// <summary>Our own wording, since the system's differs by platform and language.</summary>
    private static string Words(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => "no route to the host",
        SocketError.TimedOut => "connection timed out",
        _ => error.ToString(),
    };

    private static T? Inner<T>(Exception? exception) where T : Exception
    {
        while (exception is not null and not T)
            exception = exception.InnerException;
        return (T?)exception;
    }
}
