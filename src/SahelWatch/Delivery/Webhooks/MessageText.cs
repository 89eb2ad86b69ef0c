using System.Text;
using System.Text.RegularExpressions;

namespace SahelWatch.Delivery.Webhooks;

/// <summary>Escapes, shortens and marks the direction of what goes into a message: headlines come from outside and must be read as plain text.</summary>
internal static partial class MessageText
{
    /// <summary>The maximum length of a line: enough for a headline with its figures.</summary>
    private const int LongestLine = 500;

    /// <summary>Messages are read on phones, and every line takes one of Slack's fifty blocks.</summary>
    private const int MostLines = 20;

    private const char RightToLeftMark = '\u200F';

    public static bool IsRightToLeft(ChannelMessage message) => message.Language == "ar";

    /// <summary>With a mark in front of Arabic, without which a line that begins with a figure or a Latin name runs the wrong way.</summary>
    public static string Marked(string text, ChannelMessage message) => IsRightToLeft(message) ? RightToLeftMark + text : text;

    /// <summary>Cut between the characters that a reader sees, with an ellipsis.</summary>
    public static string Cut(string text, int characters)
    {
        if (text.Length <= characters)
            return text;
        var end = StringInfo.ParseCombiningCharacters(text).Last(start => start < characters);
        return text[..end].TrimEnd() + "…";
    }

    /// <summary>The title, cut so that it fits also when it is escaped.</summary>
    public static string Title(ChannelMessage message, int characters, Func<string, string> escape)
    {
        var text = Marked(message.Title, message);
        var room = characters;
        string written;
        while ((written = escape(Cut(text, room))).Length > characters)
            room = Math.Min(room - 1, room * characters / written.Length);
        return written;
    }

    /// <summary>The lines that fit into the room together; the last one links to the rest.</summary>
    /// <param name="length">The length of a written line in the unit that the service counts: characters or bytes.</param>
    public static IEnumerable<T> Fitting<T>(ChannelMessage message, Func<MessageLine, T> write, Func<T, int> length, int room)
    {
        foreach (var line in message.Lines.Where(l => !string.IsNullOrWhiteSpace(l.Text)).Take(MostLines)) // Slack refuses empty blocks
        {
            var marked = line with { Text = Marked(Cut(line.Text, LongestLine), message) };
            var written = write(marked);
            if (length(written) >= room)
                written = write(marked with { Link = null }); // a headline without its link is better than none
            if ((room -= length(written) + 1) < 0)
                break;
            yield return written;
        }

        if (message.Link is { } link)
            yield return write(new MessageLine(Cut(link.Host + link.AbsolutePath, 100), link));
    }

    public static IEnumerable<string> Fitting(ChannelMessage message, Func<MessageLine, string> write, int characters) =>
        Fitting(message, write, written => written.Length, characters);

    public static string SlackLine(MessageLine line) => line.Link is { } link
        ? $"<{HtmlEscaped(link.AbsoluteUri).Replace("|", "%7C", StringComparison.Ordinal)}|{HtmlEscaped(line.Text).Replace('|', '¦')}>"
        : HtmlEscaped(line.Text);

    public static string MarkdownLine(MessageLine line) => line.Link is { } link
        ? $"[{MarkdownEscaped(line.Text)}]({link.AbsoluteUri.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)})"
        : MarkdownEscaped(line.Text);

    public static string HtmlLine(MessageLine line) => line.Link is { } link
        ? $"<a href=\"{HtmlEscaped(link.AbsoluteUri).Replace("\"", "&quot;", StringComparison.Ordinal)}\">{HtmlEscaped(line.Text)}</a>"
        : HtmlEscaped(line.Text);

    /// <summary>The three characters that have a meaning in Telegram's HTML and in Slack.</summary>
    public static string HtmlEscaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    public static string MarkdownEscaped(string text) => MarkdownSigns().Replace(text, @"\$0");

    public static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    [GeneratedRegex(@"[\\`*_{}\[\]()<>#+\-!|~@:]", RegexOptions.CultureInvariant)]
    private static partial Regex MarkdownSigns();
}
