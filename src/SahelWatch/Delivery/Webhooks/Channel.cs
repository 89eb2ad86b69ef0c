using System.Text.RegularExpressions;

namespace SahelWatch.Delivery.Webhooks;

/// <summary>
/// A destination for messages other than mail: a chat room, a phone, your own program. Configured by name under
/// <c>SahelWatch:Delivery:Channels</c>, so that secrets can be references to a vault and are not in files that people edit.
/// </summary>
public sealed partial class Channel
{
    public ChannelKind Kind { get; set; }

    /// <summary>
    /// The webhook's address; for Telegram the bot's (https://api.telegram.org/botTOKEN), for ntfy the server's. For most services it is itself a secret.
    /// </summary>
    public string? Url { get; set; }

    /// <summary>The chat's id for Telegram, the topic for ntfy.</summary>
    public string? Target { get; set; }

    /// <summary>The signing key for <see cref="ChannelKind.Json"/> ("whsec_" and base64), or the access token for an ntfy topic that requires one.</summary>
    public string? Secret { get; set; }

    /// <summary>
    /// What an operator must fix before anything can be sent; null if nothing. Not checked at start-up, because one wrong channel must not stop everything.
    /// </summary>
    /// <param name="allowPrivate">Whether http is allowed, for a receiver in your own network.</param>
    public string? Fault(bool allowPrivate) => this switch
    {
        { Url: null or "" } => "has no Url",
        { Url: ['@', ..] } => "has a Url that is a reference to a vault which the platform could not follow",
        { Secret: ['@', ..] } => "has a Secret that is a reference to a vault which the platform could not follow",
        _ when !Uri.TryCreate(Url, UriKind.Absolute, out var url) || !(url.Scheme == Uri.UriSchemeHttps || (allowPrivate && url.Scheme == Uri.UriSchemeHttp)) =>
            "has a Url that is not an https address",
        { Kind: ChannelKind.Telegram, Target: null or "" } => "needs the id of the chat as Target",
        { Kind: ChannelKind.Ntfy } when !Topic().IsMatch(Target ?? "") => "needs a topic (at most 64 letters, digits, dashes, underscores) as Target",
        { Kind: ChannelKind.Json } when !WebhookSignature.IsKey(Secret) =>
            $"needs whsec_ and at least {WebhookSignature.ShortestKey} bytes in base64 as Secret: receivers tell our messages from others' by it",
        _ => null,
    };

    /// <summary>Excludes the address and the secret, so that logging a channel does not reveal them.</summary>
    public override string ToString() => $"({Kind} channel)";

    /// <summary>Whether a text is a valid channel name, which is used in names of settings and blobs.</summary>
    public static bool IsName(string text) => Name().IsMatch(text);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9_-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"^[-_A-Za-z0-9]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Topic();
}

public enum ChannelKind
{
    /// <summary>JSON signed according to Standard Webhooks.</summary>
    Json,
    Slack,
    Teams,
    Discord,
    Telegram,
    Ntfy,
}
