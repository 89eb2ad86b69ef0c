using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SahelWatch.Delivery.Mail;

namespace SahelWatch.Delivery.Webhooks;

/// <summary>Hands a message to a channel, once: trying again is the ledger's business. Reasons name the channel and the status, never an address or a secret.</summary>
/// <param name="http">Refuses private addresses and follows no redirects: a webhook's address is a secret, and must not be carried elsewhere.</param>
public sealed class WebhookSender(HttpMessageInvoker http, TimeProvider clock)
{
    /// <summary>Chat services answer within a second; one that does not is down.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    public async Task<MailOutcome> SendAsync(string name, Channel channel, ChannelMessage message, CancellationToken cancellationToken)
    {
        using var request = Request(channel, message);
        using var limit = new CancellationTokenSource(Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            return Outcome(name, response);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError)
        {
            return new MailOutcome.Unavailable($"Channel {name}: no connection ({e.HttpRequestError}).");
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The message had left: the service may have it.
            return new MailOutcome.TemporaryFailure($"Channel {name}: no answer ({e.GetType().Name}).") { InDoubt = true };
        }
    }

    private MailOutcome Outcome(string name, HttpResponseMessage response) => response.StatusCode switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new MailOutcome.Sent(),
        HttpStatusCode.TooManyRequests => new MailOutcome.Unavailable($"Channel {name}: too many messages (429).", RetryAfter(response.Headers.RetryAfter)),
        >= HttpStatusCode.InternalServerError => new MailOutcome.TemporaryFailure($"Channel {name}: the service failed ({(int)response.StatusCode}).", RetryAfter(response.Headers.RetryAfter)),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new MailOutcome.SenderRefused($"Channel {name}: the service refuses us ({(int)response.StatusCode}); check its Url and Secret."),
        _ => new MailOutcome.PermanentFailure($"Channel {name}: the service does not take the message ({(int)response.StatusCode})."),
    };

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        (header?.Delta ?? header?.Date - clock.GetUtcNow()) is { } wait && wait > TimeSpan.Zero ? wait : null;

    private HttpRequestMessage Request(Channel channel, ChannelMessage message)
    {
        var body = Encoding.UTF8.GetBytes(Payloads.Of(channel, message).ToJsonString());
        var url = channel.Kind == ChannelKind.Telegram ? new Uri(channel.Url!.AbsoluteUri.TrimEnd('/') + "/sendMessage") : channel.Url!;
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        if (channel is { Kind: ChannelKind.Ntfy, Secret: { Length: > 0 } token })
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (channel is not { Kind: ChannelKind.Json, Secret: { } secret })
            return request;
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        request.Headers.Add("webhook-id", message.Id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(secret, message.Id, timestamp, body));
        return request;
    }
}
