using System.Buffers;
using System.Text;

namespace SahelWatch.Feeds.Html;

/// <summary>
/// Converts HTML to plain text in one pass: tags removed, entities decoded once, scripts and styles dropped with their content, paragraphs separated by
/// an empty line. A text without markup keeps its own empty lines. Never fails: what is not a tag is text (WHATWG HTML section 13.2.5).
/// </summary>
internal static class HtmlText
{
    /// <summary>The characters that cannot be copied unchanged: markup, white space and whatever is replaced.</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. "<&\u007F\u1680\u205F\u3000\uFEFF\uFFFE\uFFFF", .. Range('\0', '\x1F'), .. Range('\x80', '\xA0'), .. Range('\u2000', '\u200A'),
            .. Range('\u2028', '\u202F')]);

    /// <summary>The ASCII ones among them, which are all that most texts need and several times as fast to search for.</summary>
    private static readonly SearchValues<char> AsciiSpecial = SearchValues.Create([.. "<&\u007F", .. Range('\0', '\x1F')]);

    /// <summary>The pool never shrinks: a buffer for a rare huge text would stay allocated for the life of the process.</summary>
    private const int PooledAtMost = 32 * 1024; // characters; an article's text, and below the large object heap

    public static string Of(ReadOnlySpan<char> html) => Write(html, markup: true, html.IndexOf('<') < 0);

    /// <summary>Cleans up the white space and control characters of plain text.</summary>
    public static string Clean(ReadOnlySpan<char> text) => Write(text, markup: false, keepLines: true);

    /// <summary>
    /// Decodes the character references of a plain text that end with a semicolon. References to "&lt;" and "&gt;" are kept: in plain text, "&amp;lt;" is
    /// meant literally.
    /// </summary>
    /// <returns>Null if there are none to decode.</returns>
    public static string? Unescaped(string text) => HtmlEntities.DecodedAll(text, keepsTags: true) is { } decoded ? Clean(decoded) : null;

    /// <summary>HTML on one line.</summary>
    public static string Line(ReadOnlySpan<char> html) => Collapse(Of(html));

    public static string Collapse(string text) =>
        text.Contains('\n', StringComparison.Ordinal) ? string.Join(' ', text.Split('\n', StringSplitOptions.RemoveEmptyEntries)) : text;

    /// <summary>The first words of a plain text on one line, with an ellipsis if it was truncated.</summary>
    public static string Start(ReadOnlySpan<char> text, int most)
    {
        var line = Collapse(Clean(text.Length > 4 * most ? text[..(4 * most)] : text));
        if (line.Length <= most)
            return line;
        var end = line.LastIndexOf(' ', most);
        return line[..(end > most / 2 ? end : char.IsHighSurrogate(line[most - 1]) ? most - 1 : most)].TrimEnd(' ', ',', ';', ':', '.') + "…";
    }

    /// <summary>Appends text escaped for HTML.</summary>
    public static void AppendEscaped(StringBuilder html, ReadOnlySpan<char> text) =>
        html.Append(text.ToString().Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal));

    private static string Write(ReadOnlySpan<char> source, bool markup, bool keepLines)
    {
        var special = HasRareSpecial(source) ? Special : AsciiSpecial;
        if (IsPlain(source, special))
            return source.ToString();
        // No reference or tag is shorter than what replaces it, so the length of the source is enough.
        var pooled = source.Length < PooledAtMost;
        var buffer = pooled ? ArrayPool<char>.Shared.Rent(source.Length + 2) : new char[source.Length + 2];
        try
        {
            var output = new TextWriterSpan(buffer);
            var tags = new HtmlTagFinder();
            var rest = source;
            while (rest.Length > 0)
            {
                var run = rest.IndexOfAny(special);
                if (run != 0)
                {
                    output.Append(run < 0 ? rest : rest[..run]);
                    if (run < 0)
                        break;
                    rest = rest[run..];
                }

                var taken = (markup, rest[0]) switch
                {
                    (true, '<') => Markup(rest, ref tags, ref output),
                    (true, '&') => Entity(rest, ref output),
                    _ => Character(rest, ref output, keepLines),
                };
                rest = rest[taken..];
            }

            return output.Written.ToString();
        }
        finally
        {
            if (pooled)
                ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private static bool IsPlain(ReadOnlySpan<char> text, SearchValues<char> special) =>
        text.Length == 0 || (text[0] != ' ' && text[^1] != ' ' && !text.ContainsAny(special) && text.IndexOf("  ") < 0);

    private static bool HasRareSpecial(ReadOnlySpan<char> text) =>
        text.ContainsAnyInRange('\x80', '\xA0') || (text.ContainsAnyInRange('\u1680', '\uFFFF') && HasHighSpecial(text));

    /// <summary>Latin and Arabic letters are below all of these.</summary>
    private static bool HasHighSpecial(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\u2000', '\u200A') || text.ContainsAnyInRange('\u2028', '\u202F')
        || text.ContainsAny('\u1680', '\u205F', '\u3000') || text.ContainsAny('\uFEFF', '\uFFFE', '\uFFFF');

    /// <summary>Reads a tag, a comment or a literal "&lt;"; returns the number of characters consumed.</summary>
    private static int Markup(ReadOnlySpan<char> rest, ref HtmlTagFinder tags, ref TextWriterSpan output)
    {
        var tag = tags.At(rest);
        if (tag.Length == 0)
        {
            output.Append('<');
            return 1;
        }

        switch (HtmlElements.LayoutOf(tag.Name))
        {
            case HtmlLayout.Paragraph:
                output.Break(2);
                break;
            case HtmlLayout.Break when !tag.Closes:
                output.Line();
                break;
            case HtmlLayout.Row:
                output.Break(1);
                break;
            case HtmlLayout.Cell:
                output.Space();
                break;
            case HtmlLayout.Hidden when !tag.Closes && rest[tag.Length - 2] != '/':
                return tag.Length + HtmlTagFinder.EndOf(rest[tag.Length..], tag.Name);
        }

        return tag.Length;
    }

    private static int Entity(ReadOnlySpan<char> rest, ref TextWriterSpan output)
    {
        var length = HtmlEntities.Decode(rest, out var decoded);
        if (length == 0)
        {
            output.Append('&');
            return 1;
        }

        foreach (var c in decoded)
        {
            if (Special.Contains(c) && c is not ('<' or '&'))
                Character(new ReadOnlySpan<char>(in c), ref output, keepLines: false);
            else
                output.Append(c);
        }

        return length;
    }

    /// <summary>Writes white space of any kind, a control character, or a windows-1252 character encoded as a C1 control.</summary>
    private static int Character(scoped ReadOnlySpan<char> rest, ref TextWriterSpan output, bool keepLines)
    {
        var c = rest[0];
        switch (c)
        {
            case '<' or '&':
                output.Append(c);
                break;
            case '\n' when keepLines:
                var after = rest[1..].TrimStart(" \t\r");
                if (after.Length > 0 && after[0] == '\n')
                    output.Break(2);
                else
                    output.Space();
                break;
            case >= '\x80' and <= '\x9F' when HtmlEntities.FromC1(c) is var meant && meant != c:
                output.Append(meant);
                break;
            default:
                if (char.IsWhiteSpace(c))
                    output.Space();
                else if (c is >= '\u2028' and <= '\u202F')
                    output.Append(c);
                break;
        }

        return 1;
    }

    private static char[] Range(char first, char last) => [.. Enumerable.Range(first, last - first + 1).Select(c => (char)c)];
}
