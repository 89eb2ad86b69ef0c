using System.ComponentModel.DataAnnotations;

namespace SahelWatch.Delivery.Webhooks;

/// <summary>
/// Where messages go besides mail: a room of a chat service, a phone, a program of one's own. Configured by name under
/// <c>SahelWatch:Delivery:Channels</c>, so that its secrets can be references to a vault and stand in no file that people edit.
/// </summary>
public sealed class Channel : IValidatableObject
{
    public ChannelKind Kind { get; set; }

    /// <summary>
    /// The webhook's address; for Telegram the bot's (https://api.telegram.org/botTOKEN), for ntfy the server's. A secret itself in most services.
    /// </summary>
    public Uri? Url { get; set; }

    /// <summary>The chat's id for Telegram, the topic for ntfy.</summary>
    public string? Target { get; set; }

    /// <summary>The signing key for <see cref="ChannelKind.Json"/> ("whsec_" and base64), the access token for ntfy where the topic needs one.</summary>
    public string? Secret { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url is not { IsAbsoluteUri: true, Scheme: "https" })
            yield return new("Url must be an https address.");
        if (Kind is ChannelKind.Telegram or ChannelKind.Ntfy && string.IsNullOrEmpty(Target))
            yield return new($"Target is missing: {(Kind == ChannelKind.Telegram ? "the id of the chat" : "the topic")}.");
        if (Kind == ChannelKind.Json && !WebhookSignature.IsKey(Secret))
            yield return new($"Secret must be whsec_ and at least {WebhookSignature.ShortestKey} bytes in base64: receivers tell our messages from others' by it.");
    }

    /// <summary>Never the address or the secret: a log must not hold them because somebody interpolated a channel.</summary>
    public override string ToString() => $"({Kind} channel)";
}

public enum ChannelKind
{
    /// <summary>JSON signed as Standard Webhooks says.</summary>
    Json,
    Slack,
    Teams,
    Discord,
    Telegram,
    Ntfy,
}
