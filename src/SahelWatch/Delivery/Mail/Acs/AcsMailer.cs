using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace SahelWatch.Delivery.Mail.Acs;

/// <summary>
/// Sends mail through Azure Communication Services Email (REST 2025-09-01: POST emails:send, GET emails/operations/{id}). The Operation-Id is derived from the
/// delivery; a repeat queries that operation first, so that a mail that was accepted is not sent again. The status is not queried otherwise, since queries are
/// rate-limited too.
/// </summary>
internal sealed class AcsMailer : IMailer
{
    private const string ApiVersion = "2025-09-01";
    private const string Scope = "https://communication.azure.com//.default"; // the service really uses a double slash
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>A repeat makes two requests.</summary>
    public static readonly TimeSpan LongestSend = 2 * Timeout;

    private readonly Uri _endpoint;
    private readonly HttpPipeline _pipeline;

    /// <param name="credential">Required if no key is set.</param>
    public AcsMailer(AcsOptions options, TokenCredential? credential, TimeProvider clock, HttpPipelineTransport? transport = null)
    {
        _endpoint = options.Endpoint ?? throw new ArgumentException("Delivery:Acs:Endpoint is missing.", nameof(options));
        var client = new AcsClientOptions();
        client.Retry.MaxRetries = 0; // every request counts towards the rate limit, and the ledger retries anyway
        client.Retry.NetworkTimeout = Timeout;
        client.Transport = transport ?? client.Transport;
        _pipeline = HttpPipelineBuilder.Build(
            client, options.Key is { Length: > 0 } key ? new AcsKeyPolicy(key, clock) : new BearerTokenAuthenticationPolicy(credential!, Scope));
    }

    public async Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        try
        {
            return (mail.Repeat ? await FindAsync(mail, cancellationToken) : null) ?? await PostAsync(mail, cancellationToken);
        }
        catch (AuthenticationFailedException e)
        {
            return new MailOutcome.SenderRefused($"Signing in to {_endpoint.Host} failed: {e.Message}");
        }
        catch (RequestFailedException e)
        {
            return new MailOutcome.Unavailable($"{_endpoint.Host} cannot be reached: {e.Message}") { InDoubt = true };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new MailOutcome.Unavailable($"{_endpoint.Host} did not answer within {Timeout}.") { InDoubt = true };
        }
    }

    /// <summary>The outcome of an earlier attempt; null if the service knows of none, so that the mail must be sent.</summary>
    private async Task<MailOutcome?> FindAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        using var message = _pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(At($"emails/operations/{mail.OperationId}"));
        await _pipeline.SendAsync(message, cancellationToken);
        if (message.Response.Status == 404)
            return null;
        if (message.Response.Status != 200)
            return AcsVerdict.Of(message.Response, _endpoint.Host) with { InDoubt = true };
        using var body = JsonDocument.Parse(message.Response.Content);
        return body.RootElement.TryGetProperty("status", out var status) && status.GetString() is "Failed" or "Canceled"
            ? AcsVerdict.OfFailedOperation(body.RootElement)
            : new MailOutcome.Sent();
    }

    private async Task<MailOutcome> PostAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        using var message = _pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Post;
        message.Request.Uri.Reset(At("emails:send"));
        message.Request.Headers.Add("Operation-Id", mail.OperationId.ToString());
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Headers.Add("Accept", "application/json");
        message.Request.Content = RequestContent.Create(Body(mail));
        await _pipeline.SendAsync(message, cancellationToken);
        return AcsVerdict.Of(message.Response, _endpoint.Host);
    }

    /// <summary>With a leading slash, since "emails:send" alone would be an absolute URI with the scheme "emails".</summary>
    private Uri At(string path) => new(_endpoint, $"/{path}?api-version={ApiVersion}");

    private static byte[] Body(OutgoingMail mail) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        senderAddress = mail.From.Address.Value,
        content = new { subject = HeaderText.Clean(mail.Subject), plainText = mail.Content.TextFor(mail.Link), html = mail.Content.HtmlFor(mail.Link) },
        recipients = new { to = new[] { new { address = mail.To.Value } } },
        headers = MailHeaders.Of(mail).Prepend(("Message-ID", $"<{mail.MessageId}>")).ToDictionary(h => h.Item1, h => h.Item2),
        userEngagementTrackingDisabled = true,
    });

    /// <summary>Exists only because <see cref="ClientOptions"/> is abstract.</summary>
    private sealed class AcsClientOptions : ClientOptions;
}
