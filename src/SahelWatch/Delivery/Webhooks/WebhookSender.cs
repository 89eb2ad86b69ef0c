using System.Net.Http.Headers;
using SahelWatch.Delivery.Mail;

namespace SahelWatch.Delivery.Webhooks;

/// <summary>
/// Sends a message to a channel once; retrying is left to the ledger. Reasons name the channel and the status, never an address or a secret.
/// </summary>
/// <param name="http">Refuses private addresses and follows no redirects: a webhook's address is a secret, and must not be carried elsewhere.</param>
public sealed class WebhookSender(HttpMessageInvoker http, DeliveryOptions options, TimeProvider clock)
{
    /// <summary>Chat services answer within a second; one that does not is down.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    public async Task<MailOutcome> SendAsync(string name, ChannelMessage message, CancellationToken cancellationToken)
    {
        if (!options.Channels.TryGetValue(name, out var channel))
            return new MailOutcome.TemporaryFailure($"Channel {name} has no settings.");
        if (channel.Fault(options.AllowPrivateChannels) is { } fault)
            return new MailOutcome.TemporaryFailure($"Channel {name} {fault}.");
        using var request = Request(channel, message);
        using var limit = new CancellationTokenSource(Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            return Outcome($"Channel {name}:", response);
        }
        catch (HttpRequestException e) when (e.HttpRequestError
            is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError)
        {
            // The address guard refuses with an IOException, not a SocketException.
            return new MailOutcome.TemporaryFailure(e is { HttpRequestError: HttpRequestError.ConnectionError, InnerException: IOException }
                ? $"Channel {name}: its address is not on the public network; see SahelWatch:Delivery:AllowPrivateChannels."
                : $"Channel {name}: no connection ({e.HttpRequestError}).");
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The message had left: the service may have it.
            return new MailOutcome.TemporaryFailure($"Channel {name}: no answer ({e.GetType().Name}).") { InDoubt = true };
        }
    }

    /// <summary>
    /// Only this channel is affected: no answer of a service holds up the others, and what an operator can fix is retried until it is given up.
    /// </summary>
    private MailOutcome Outcome(string channel, HttpResponseMessage response) => ((int)response.StatusCode, RetryAfter(response.Headers.RetryAfter)) switch
    {
        ( >= 200 and < 300, _) => new MailOutcome.Sent(),
        (400 or 413 or 422, _) => new MailOutcome.PermanentFailure($"{channel} the service rejects the message ({(int)response.StatusCode})."),
        (429, var retry) => new MailOutcome.TemporaryFailure($"{channel} too many messages (429).", retry),
        ( >= 500, var retry) => new MailOutcome.TemporaryFailure($"{channel} the service failed ({(int)response.StatusCode}).", retry),
        var (status, retry) => new MailOutcome.TemporaryFailure($"{channel} the service refuses us ({status}); check its Url, Target and Secret.", retry),
    };

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        (header?.Delta ?? header?.Date - clock.GetUtcNow()) is { } wait && wait > TimeSpan.Zero ? wait : null;

    private HttpRequestMessage Request(Channel channel, ChannelMessage message)
    {
        var body = Payloads.Of(channel, message);
        var url = channel.Kind == ChannelKind.Telegram ? channel.Url!.TrimEnd('/') + "/sendMessage" : channel.Url!;
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        if (channel is { Kind: ChannelKind.Ntfy, Secret: { Length: > 0 } token })
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (channel is not { Kind: ChannelKind.Json, Secret: { } secret })
            return request;
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        request.Headers.Add("webhook-id", message.Id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(secret, message.Id, timestamp, body));
        return request;
    }
}
