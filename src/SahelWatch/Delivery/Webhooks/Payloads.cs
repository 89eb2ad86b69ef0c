using System.Text.Json.Nodes;

namespace SahelWatch.Delivery.Webhooks;

/// <summary>Writes a message as each service wants it, within the lengths that it publishes.</summary>
internal static class Payloads
{
    public static JsonObject Of(Channel channel, ChannelMessage message) => channel.Kind switch
    {
        ChannelKind.Json => Json(message),
        ChannelKind.Slack => Slack(message),
        ChannelKind.Teams => Teams(message),
        ChannelKind.Discord => Discord(message),
        ChannelKind.Telegram => Telegram(message, channel.Target!),
        ChannelKind.Ntfy => Ntfy(message, channel.Target!),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static JsonObject Json(ChannelMessage message) => new()
    {
        ["id"] = message.Id,
        ["at"] = message.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        ["language"] = message.Language,
        ["title"] = message.Title,
        ["lines"] = new JsonArray([.. message.Lines.Select(l => new JsonObject { ["text"] = l.Text, ["url"] = l.Link?.AbsoluteUri })]),
        ["url"] = message.Link?.AbsoluteUri,
    };

    /// <summary>Block Kit: a header takes 150 characters, a section 3,000; 50 blocks. The text is what notifications show.</summary>
    private static JsonObject Slack(ChannelMessage message)
    {
        var blocks = new JsonArray(new JsonObject
        {
            ["type"] = "header",
            ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = MessageText.Cut(MessageText.Marked(message.Title, message), 150) },
        });
        foreach (var line in MessageText.Fitting(message, l => MessageText.SlackLine(l, message), characters: 2900))
            blocks.Add(new JsonObject { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = line } });
        return new() { ["text"] = MessageText.SlackEscaped(MessageText.Cut(MessageText.Marked(message.Title, message), 1000)), ["blocks"] = blocks };
    }

    /// <summary>An adaptive card for a Workflows webhook; the whole may take 28 kB.</summary>
    private static JsonObject Teams(ChannelMessage message)
    {
        var body = new JsonArray(TextBlock(MessageText.Cut(message.Title, 300), heading: true));
        foreach (var line in MessageText.Fitting(message, MessageText.MarkdownLine, characters: 6000))
            body.Add(TextBlock(line, heading: false));
        var card = new JsonObject
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = "1.5",
            ["rtl"] = MessageText.IsRightToLeft(message),
            ["body"] = body,
        };
        return new()
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = card }),
        };

        static JsonObject TextBlock(string text, bool heading) => new()
        {
            ["type"] = "TextBlock",
            ["text"] = text,
            ["wrap"] = true,
            ["weight"] = heading ? "Bolder" : "Default",
            ["size"] = heading ? "Medium" : "Default",
        };
    }

    /// <summary>One embed: a title takes 256 characters, a description 4,096. Nobody is pinged, whatever a headline says.</summary>
    private static JsonObject Discord(ChannelMessage message) => new()
    {
        ["embeds"] = new JsonArray(new JsonObject
        {
            ["title"] = MessageText.Cut(MessageText.Marked(message.Title, message), 256),
            ["description"] = string.Join('\n', MessageText.Fitting(message, MessageText.MarkdownLine, characters: 4000)),
            ["url"] = message.Link?.AbsoluteUri,
        }),
        ["allowed_mentions"] = new JsonObject { ["parse"] = new JsonArray() },
    };

    /// <summary>sendMessage of the Bot API: 4,096 characters, HTML with three characters escaped.</summary>
    private static JsonObject Telegram(ChannelMessage message, string chat) => new()
    {
        ["chat_id"] = chat,
        ["parse_mode"] = "HTML",
        ["text"] = string.Join('\n', MessageText.Fitting(message, MessageText.HtmlLine, characters: 3500).Prepend($"<b>{MessageText.HtmlEscaped(MessageText.Cut(message.Title, 300))}</b>")),
        ["link_preview_options"] = new JsonObject { ["is_disabled"] = true },
        ["disable_notification"] = !message.Urgent,
    };

    /// <summary>The JSON form of publishing: a message takes 4,096 bytes, which Arabic fills twice as fast as English.</summary>
    private static JsonObject Ntfy(ChannelMessage message, string topic) => new()
    {
        ["topic"] = topic,
        ["title"] = MessageText.Cut(message.Title, 250),
        ["message"] = string.Join('\n', MessageText.Fitting(message, l => l.Text, characters: 1900)),
        ["priority"] = message.Urgent ? 5 : 3,
        ["click"] = message.Link?.AbsoluteUri,
    };
}
