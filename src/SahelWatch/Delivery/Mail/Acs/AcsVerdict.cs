using System.Text.Json;
using Azure;

namespace SahelWatch.Delivery.Mail.Acs;

/// <summary>Maps responses of Azure Communication Services to outcomes.</summary>
internal static class AcsVerdict
{
    public static MailOutcome Of(Response response, string host)
    {
        var why = Describe(response);
        return response.Status switch
        {
            202 => new MailOutcome.Sent(),
            // Users report 429 for mails that were nevertheless delivered, so the next attempt queries the status first.
            429 => new MailOutcome.Unavailable($"{host} accepts no more mail for now: {why}", RetryAfter(response)) { InDoubt = true },
            401 or 403 or 404 =>
                new MailOutcome.SenderRefused($"{host} refuses us; check Delivery:From, the domain linked to the resource and the identity's role: {why}"),
            400 when why.Contains("sender", StringComparison.OrdinalIgnoreCase) || why.Contains("domain", StringComparison.OrdinalIgnoreCase)
                => new MailOutcome.SenderRefused($"{host} refuses the sender (Delivery:From): {why}"),
            >= 500 or 408 => new MailOutcome.Unavailable($"{host} is not available: {why}", RetryAfter(response)) { InDoubt = true },
            _ => new MailOutcome.TemporaryFailure($"Refused: {why}"),
        };
    }

    /// <summary>The service accepted the mail but then failed to send it.</summary>
    public static MailOutcome OfFailedOperation(JsonElement operation)
    {
        var (code, why) = Error(operation);
        return code.Contains("Suppressed", StringComparison.OrdinalIgnoreCase)
            ? new MailOutcome.PermanentFailure($"The provider no longer sends to this address: {why}")
            : new MailOutcome.TemporaryFailure($"The provider failed to send: {why}");
    }

    private static string Describe(Response response)
    {
        try
        {
            using var body = JsonDocument.Parse(response.Content);
            return $"{response.Status} {Error(body.RootElement).Text}";
        }
        catch (JsonException)
        {
            return $"{response.Status} {response.ReasonPhrase}";
        }
    }

    private static (string Code, string Text) Error(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("error", out var error) || error.ValueKind != JsonValueKind.Object)
            return ("", "no reason given");
        var code = error.TryGetProperty("code", out var c) ? c.ToString() : "";
        var message = error.TryGetProperty("message", out var m) ? m.ToString() : "";
        return (code, Reasons.WithoutAddresses($"{code}: {message}"));
    }

    private static TimeSpan? RetryAfter(Response response)
    {
        if (!response.Headers.TryGetValue("Retry-After", out var value))
            return null;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;
    }
}
