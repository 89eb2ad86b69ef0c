using System.Text.Encodings.Web;
using System.Text.Json;

namespace SahelWatch.Delivery.Webhooks;

/// <summary>Formats a message for each service, within its documented limits.</summary>
internal static class Payloads
{
    /// <summary>Letters are not escaped: an escaped Arabic letter takes six bytes, and services count bytes.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(Channel channel, ChannelMessage message) => JsonSerializer.SerializeToUtf8Bytes(channel.Kind switch
    {
        ChannelKind.Json => Json(message),
        ChannelKind.Slack => Slack(message),
        ChannelKind.Teams => Teams(message),
        ChannelKind.Discord => Discord(message),
        ChannelKind.Telegram => Telegram(message, channel.Target!),
        ChannelKind.Ntfy => Ntfy(message, channel.Target!),
        _ => throw new System.Diagnostics.UnreachableException(),
    }, Plain);

    private static object Json(ChannelMessage message) => new
    {
        id = message.Id,
        at = message.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        language = message.Language,
        urgent = message.Urgent,
        title = message.Title,
        lines = message.Lines.Select(l => new { text = l.Text, url = l.Link?.AbsoluteUri }),
        url = message.Link?.AbsoluteUri,
    };

    /// <summary>Block Kit: a header takes 150 characters, a section 3,000; 50 blocks. The text is what notifications show.</summary>
    private static object Slack(ChannelMessage message) => new
    {
        text = MessageText.Title(message, 1000, MessageText.HtmlEscaped),
        blocks = MessageText.Fitting(message, MessageText.SlackLine, characters: 2900)
            .Select(line => new { type = "section", text = new { type = "mrkdwn", text = line } })
            .Prepend(new { type = "header", text = new { type = "plain_text", text = MessageText.Title(message, 150, t => t) } }),
        unfurl_links = false,
        unfurl_media = false,
    };

    /// <summary>
    /// An adaptive card for a Workflows webhook; the whole may take 28 kB. Rich text runs do not support Markdown, so nothing in a headline is taken for it.
    /// </summary>
    private static object Teams(ChannelMessage message)
    {
        var heading = Block(new { type = "TextRun", text = MessageText.Title(message, 300, t => t), weight = "Bolder", size = "Medium" });
        var lines = MessageText.Fitting(message, Line, block => MessageText.Bytes(JsonSerializer.Serialize(block, Plain)), room: 20_000);
        var card = new Dictionary<string, object>
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = "1.5",
            ["rtl"] = MessageText.IsRightToLeft(message),
            ["body"] = lines.Prepend(heading),
        };
        return new { type = "message", attachments = new[] { new { contentType = "application/vnd.microsoft.card.adaptive", content = card } } };

        static object Line(MessageLine line) => Block(line.Link is { } link
            ? (object)new { type = "TextRun", text = line.Text, selectAction = new { type = "Action.OpenUrl", url = link.AbsoluteUri } }
            : new { type = "TextRun", text = line.Text });

        static object Block(object run) => new { type = "RichTextBlock", inlines = new[] { run } };
    }

    /// <summary>One embed: a title takes 256 characters, a description 4,096, both together 6,000. Nobody is pinged, whatever a headline says.</summary>
    private static object Discord(ChannelMessage message) => new
    {
        embeds = new[]
        {
            new
            {
                title = MessageText.Title(message, 256, MessageText.MarkdownEscaped),
                description = string.Join('\n', MessageText.Fitting(message, MessageText.MarkdownLine, characters: 3500)),
                url = message.Link?.AbsoluteUri,
            },
        },
        allowed_mentions = new { parse = Array.Empty<string>() },
    };

    /// <summary>sendMessage of the Bot API: 4,096 characters, HTML with three characters escaped.</summary>
    private static object Telegram(ChannelMessage message, string chat) => new
    {
        chat_id = chat,
        parse_mode = "HTML",
        text = string.Join('\n', MessageText.Fitting(message, MessageText.HtmlLine, characters: 3000)
            .Prepend($"<b>{MessageText.Title(message, 300, MessageText.HtmlEscaped)}</b>")),
        link_preview_options = new { is_disabled = true },
        disable_notification = !message.Urgent,
    };

    /// <summary>The JSON form of publishing: a message takes 4,096 bytes, which Arabic fills twice as fast as English.</summary>
    private static object Ntfy(ChannelMessage message, string topic) => new
    {
        topic,
        title = MessageText.Title(message, 250, t => t),
        message = string.Join('\n', MessageText.Fitting(message, l => l.Text, MessageText.Bytes, room: 3900)),
        priority = message.Urgent ? 5 : 3,
        click = message.Link?.AbsoluteUri,
    };
}
