using System.Text.RegularExpressions;

namespace SahelWatch.Delivery.Webhooks;

/// <summary>
/// Where messages go besides mail: a room of a chat service, a phone, a program of one's own. Set by name under
/// <c>SahelWatch:Delivery:Channels</c>, so that its secrets can be references to a vault and stand in no file that people edit.
/// </summary>
public sealed partial class Channel
{
    public ChannelKind Kind { get; set; }

    /// <summary>
    /// The webhook's address; for Telegram the bot's (https://api.telegram.org/botTOKEN), for ntfy the server's. A secret itself in most services.
    /// </summary>
    public string? Url { get; set; }

    /// <summary>The chat's id for Telegram, the topic for ntfy.</summary>
    public string? Target { get; set; }

    /// <summary>The signing key for <see cref="ChannelKind.Json"/> ("whsec_" and base64), the access token for ntfy where the topic needs one.</summary>
    public string? Secret { get; set; }

    /// <summary>
    /// What an operator must mend before anything can be sent; null where nothing. One wrong channel must not stop the rest, so it is no start-up check.
    /// </summary>
    /// <param name="allowPrivate">Whether http is good enough, for a receiver in one's own network.</param>
    public string? Fault(bool allowPrivate) => this switch
    {
        { Url: null or "" } => "has no Url",
        { Url: ['@', ..] } => "has a Url that is a reference to a vault which the platform could not follow",
        _ when !Uri.TryCreate(Url, UriKind.Absolute, out var url) || !(url.Scheme == Uri.UriSchemeHttps || (allowPrivate && url.Scheme == Uri.UriSchemeHttp)) =>
            "has a Url that is not an https address",
        { Kind: ChannelKind.Telegram, Target: null or "" } => "needs the id of the chat as Target",
        { Kind: ChannelKind.Ntfy } when !Topic().IsMatch(Target ?? "") => "needs a topic (at most 64 letters, digits, dashes, underscores) as Target",
        { Kind: ChannelKind.Json } when !WebhookSignature.IsKey(Secret) =>
            $"needs whsec_ and at least {WebhookSignature.ShortestKey} bytes in base64 as Secret: receivers tell our messages from others' by it",
        _ => null,
    };

    /// <summary>Never the address or the secret: a log must not hold them because somebody interpolated a channel.</summary>
    public override string ToString() => $"({Kind} channel)";

    /// <summary>Whether a text can name a channel: part of settings' names and of blob names.</summary>
    public static bool IsName(string text) => Name().IsMatch(text);

    [GeneratedRegex("^[a-z0-9][a-z0-9_-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex("^[-_A-Za-z0-9]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex Topic();
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
