using System.Buffers;
using System.Collections.Frozen;

namespace SahelWatch.Feeds.Parsing;

/// <summary>What an HTML element does to the text around it.</summary>
internal enum HtmlLayout
{
    Inline,
    Paragraph,
    Line,
    Row,
    Cell,
    Hidden,
}

/// <summary>A tag or comment at the start of a text: how many characters it takes, 0 where there is none.</summary>
internal readonly ref struct HtmlTag(int length, ReadOnlySpan<char> name, bool closes)
{
    private static readonly FrozenDictionary<string, HtmlLayout> Layouts = new (HtmlLayout Layout, string Names)[]
    {
        (HtmlLayout.Paragraph, "p div h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre section article header footer figure hr address main aside nav form fieldset center"),
        (HtmlLayout.Line, "br"),
        (HtmlLayout.Row, "li tr dt dd figcaption caption option summary"),
        (HtmlLayout.Cell, "td th img"),
        (HtmlLayout.Hidden, "script style template iframe head object applet"),
        (HtmlLayout.Inline, "a abbr b bdi bdo big body cite code del em embed font html i ins kbd link mark meta noscript q s samp small source span strike strong sub sup time tt u video audio wbr"),
    }.SelectMany(l => l.Names.Split(' ').Select(name => (name, l.Layout))).ToFrozenDictionary(p => p.name, p => p.Layout, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, HtmlLayout>.AlternateLookup<ReadOnlySpan<char>> ByName = Layouts.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n\f/>");

    public int Length => length;

    /// <summary>Empty for a comment.</summary>
    public ReadOnlySpan<char> Name { get; } = name;

    public bool Closes => closes;

    public static HtmlLayout LayoutOf(ReadOnlySpan<char> name) => ByName.TryGetValue(name, out var layout) ? layout : HtmlLayout.Inline;

    /// <summary>Whether HTML has an element of that name that a text may hold.</summary>
    public static bool IsKnown(ReadOnlySpan<char> name) => ByName.ContainsKey(name);

    /// <param name="text">Starts with "&lt;".</param>
    public static HtmlTag At(ReadOnlySpan<char> text)
    {
        if (text.Length < 2)
            return default;
        if (text[1] is '!' or '?')
            return new(CommentLength(text), [], false);
        var closes = text[1] == '/';
        var name = text[(closes ? 2 : 1)..];
        if (name.Length == 0 || !char.IsAsciiLetter(name[0]))
            return default;
        var end = name.IndexOfAny(NameEnds);
        name = end < 0 ? name : name[..end];
        var length = TagLength(text);
        if (length > 0)
            return new(length, name, closes);
        // A text that was cut in a tag ends there; a "<" that was never meant as a tag is text.
        return IsKnown(name) ? new(text.Length, name, closes) : default;
    }

    /// <summary>Up to and including the closing tag of an element whose content is not text; all of it where that is missing.</summary>
    public static int EndOf(ReadOnlySpan<char> text, ReadOnlySpan<char> name)
    {
        var at = 0;
        while (text[at..].IndexOf("</") is var next && next >= 0)
        {
            at += next;
            var tag = At(text[at..]);
            if (tag.Closes && tag.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return at + tag.Length;
            at += 2;
        }

        return text.Length;
    }

    private static int CommentLength(ReadOnlySpan<char> text)
    {
        var comment = text.StartsWith("<!--");
        var end = comment ? text.IndexOf("-->") : -1;
        return end >= 0 ? end + 3 : text.IndexOf('>') + 1;
    }

    /// <summary>Up to the ">" that stands in no quoted value; a quote that never closes quotes nothing.</summary>
    private static int TagLength(ReadOnlySpan<char> text)
    {
        var at = 1;
        while (text[at..].IndexOfAny('>', '"', '\'') is var next && next >= 0)
        {
            at += next;
            if (text[at] == '>')
                return at + 1;
            var opensValue = text[..at].TrimEnd() is [.., '='];
            var close = opensValue ? text[(at + 1)..].IndexOf(text[at]) : -1;
            at += close < 0 ? 1 : close + 2;
        }

        return 0;
    }
}
