using System.Globalization;
using System.Text.RegularExpressions;

namespace SahelWatch.Delivery.Webhooks;

/// <summary>Escapes, shortens and marks the direction of what goes into a message: headlines come from outside and mean nothing but text.</summary>
internal static partial class MessageText
{
    /// <summary>The longest a line becomes: a headline and its figures, no more.</summary>
    private const int LongestLine = 500;

    private const char RightToLeftMark = '\u200F';

    public static bool IsRightToLeft(ChannelMessage message) => message.Language == "ar";

    /// <summary>With a mark in front of Arabic, without which a line that begins with a figure or a Latin name runs the wrong way.</summary>
    public static string Marked(string text, ChannelMessage message) => IsRightToLeft(message) ? RightToLeftMark + text : text;

    /// <summary>Cut between the characters that a reader sees, with an ellipsis.</summary>
    public static string Cut(string text, int characters)
    {
        if (text.Length <= characters)
            return text;
        var starts = StringInfo.ParseCombiningCharacters(text);
        var end = starts.Last(start => start < characters);
        return text[..end].TrimEnd() + "…";
    }

    /// <summary>The lines, as one service writes them, that fit into so many characters together; a last one says where the rest is.</summary>
    public static IEnumerable<string> Fitting(ChannelMessage message, Func<MessageLine, string> write, int characters)
    {
        var left = characters;
        foreach (var line in message.Lines)
        {
            var written = write(line with { Text = Marked(Cut(line.Text, LongestLine), message) });
            if ((left -= written.Length + 1) < 0)
                break;
            yield return written;
        }

        if (message.Link is { } link)
            yield return write(new MessageLine(link.Host + link.AbsolutePath, link));
    }

    public static string SlackLine(MessageLine line, ChannelMessage _) =>
        line.Link is { } link ? $"<{SlackEscaped(link.AbsoluteUri).Replace("|", "%7C", StringComparison.Ordinal)}|{SlackEscaped(line.Text).Replace('|', '¦')}>" : SlackEscaped(line.Text);

    public static string MarkdownLine(MessageLine line) =>
        line.Link is { } link
            ? $"[{MarkdownEscaped(line.Text)}]({link.AbsoluteUri.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)})"
            : MarkdownEscaped(line.Text);

    public static string HtmlLine(MessageLine line) =>
        line.Link is { } link
            ? $"<a href=\"{HtmlEscaped(link.AbsoluteUri).Replace("\"", "&quot;", StringComparison.Ordinal)}\">{HtmlEscaped(line.Text)}</a>"
            : HtmlEscaped(line.Text);

    /// <summary>The three characters that Slack gives a meaning to.</summary>
    public static string SlackEscaped(string text) => HtmlEscaped(text);

    public static string HtmlEscaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string MarkdownEscaped(string text) => MarkdownSigns().Replace(text, @"\$0");

    [GeneratedRegex(@"[\\`*_{}\[\]()<>#+\-!|~@:]", RegexOptions.CultureInvariant)]
    private static partial Regex MarkdownSigns();
}
