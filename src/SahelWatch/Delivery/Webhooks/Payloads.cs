using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

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

    private static JsonObject Json(ChannelMessage message) => new()
    {
        ["id"] = message.Id,
        ["at"] = message.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["language"] = message.Language,
        ["urgent"] = message.Urgent,
        ["title"] = message.Title,
        ["lines"] = Array(message.Lines.Select(l => new JsonObject { ["text"] = l.Text, ["url"] = l.Link?.AbsoluteUri })),
        ["url"] = message.Link?.AbsoluteUri,
    };

    /// <summary>Block Kit: a header takes 150 characters, a section 3,000; 50 blocks. The text is what notifications show.</summary>
    private static JsonObject Slack(ChannelMessage message)
    {
        var header = new JsonObject { ["type"] = "header", ["text"] = Text("plain_text", MessageText.Title(message, 150, t => t)) };
        var sections = MessageText.Fitting(message, MessageText.SlackLine, characters: 2900)
            .Select(line => new JsonObject { ["type"] = "section", ["text"] = Text("mrkdwn", line) });
        return new()
        {
            ["text"] = MessageText.Title(message, 1000, MessageText.HtmlEscaped),
            ["blocks"] = Array(sections.Prepend(header)),
            ["unfurl_links"] = false,
            ["unfurl_media"] = false,
        };

        static JsonObject Text(string type, string text) => new() { ["type"] = type, ["text"] = text };
    }

    /// <summary>
    /// An adaptive card for a Workflows webhook; the whole may take 28 kB. Rich text runs do not support Markdown, so nothing in a headline is taken for it.
    /// </summary>
    private static JsonObject Teams(ChannelMessage message)
    {
        var heading = Block(new() { ["type"] = "TextRun", ["text"] = MessageText.Title(message, 300, t => t), ["weight"] = "Bolder", ["size"] = "Medium" });
        var lines = MessageText.Fitting(message, Line, block => MessageText.Bytes(block.ToJsonString(Plain)), room: 20_000);
        var card = new JsonObject
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = "1.5",
            ["rtl"] = MessageText.IsRightToLeft(message),
            ["body"] = Array(lines.Prepend(heading)),
        };
        return new()
        {
            ["type"] = "message",
            ["attachments"] = Array([new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = card }]),
        };

        static JsonObject Line(MessageLine line)
        {
            var run = new JsonObject { ["type"] = "TextRun", ["text"] = line.Text };
            if (line.Link is { } link)
                run["selectAction"] = new JsonObject { ["type"] = "Action.OpenUrl", ["url"] = link.AbsoluteUri };
            return Block(run);
        }

        static JsonObject Block(JsonObject run) => new() { ["type"] = "RichTextBlock", ["inlines"] = Array([run]) };
    }

    /// <summary>One embed: a title takes 256 characters, a description 4,096, both together 6,000. Nobody is pinged, whatever a headline says.</summary>
    private static JsonObject Discord(ChannelMessage message) => new()
    {
        ["embeds"] = Array([new JsonObject
        {
            ["title"] = MessageText.Title(message, 256, MessageText.MarkdownEscaped),
            ["description"] = string.Join('\n', MessageText.Fitting(message, MessageText.MarkdownLine, characters: 3500)),
            ["url"] = message.Link?.AbsoluteUri,
        }]),
        ["allowed_mentions"] = new JsonObject { ["parse"] = new JsonArray() },
    };

    /// <summary>sendMessage of the Bot API: 4,096 characters, HTML with three characters escaped.</summary>
    private static JsonObject Telegram(ChannelMessage message, string chat) => new()
    {
        ["chat_id"] = chat,
        ["parse_mode"] = "HTML",
        ["text"] = string.Join('\n', MessageText.Fitting(message, MessageText.HtmlLine, characters: 3000)
            .Prepend($"<b>{MessageText.Title(message, 300, MessageText.HtmlEscaped)}</b>")),
        ["link_preview_options"] = new JsonObject { ["is_disabled"] = true },
        ["disable_notification"] = !message.Urgent,
    };

    /// <summary>The JSON form of publishing: a message takes 4,096 bytes, which Arabic fills twice as fast as English.</summary>
    private static JsonObject Ntfy(ChannelMessage message, string topic) => new()
    {
        ["topic"] = topic,
        ["title"] = MessageText.Title(message, 250, t => t),
        ["message"] = string.Join('\n', MessageText.Fitting(message, l => l.Text, MessageText.Bytes, room: 3900)),
        ["priority"] = message.Urgent ? 5 : 3,
        ["click"] = message.Link?.AbsoluteUri,
    };

    private static JsonArray Array(IEnumerable<JsonNode> nodes) => [.. nodes];
}
