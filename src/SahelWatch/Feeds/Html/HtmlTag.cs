using System.Buffers;

namespace SahelWatch.Feeds.Html;

/// <summary>A tag or comment; its length is 0 if there is none.</summary>
/// <param name="name">Empty for a comment.</param>
internal readonly ref struct HtmlTag(int length, ReadOnlySpan<char> name, bool closes)
{
    public int Length => length;

    public ReadOnlySpan<char> Name { get; } = name;

    public bool Closes => closes;
}

/// <summary>
/// Finds where tags end (the parts of WHATWG HTML section 13.2.5 that matter for text). Remembers which searches failed, so that malformed markup costs no
/// more than valid markup.
/// </summary>
internal ref struct HtmlTagFinder
{
    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n\f/>");
    private static readonly SearchValues<char> TagEnds = SearchValues.Create(">\"'");

    private bool _noTagEnds;
    private bool _noCommentEnds;
    private bool _quotesAreBroken;

    /// <param name="text">Starts with "&lt;".</param>
    public HtmlTag At(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || _noTagEnds)
            return default;
        if (text[1] is '!' or '?')
            return new(CommentLength(text), [], false);
        var closes = text[1] == '/';
        var name = text[(closes ? 2 : 1)..];
        if (name.Length == 0 || !char.IsAsciiLetter(name[0]))
            return default;
        var end = name.IndexOfAny(NameEnds);
        name = end < 0 ? name : name[..end];
        // "Awa <awa@outlet.example>" is an address.
        if (name.Contains('@'))
            return default;
        if (TagLength(text) is > 0 and var length)
            return new(length, name, closes);
        // A text that was cut off inside a tag ends there; a "<" before an unknown name is text.
        return HtmlElements.IsKnown(name) ? new(text.Length, name, closes) : default;
    }

    /// <summary>The end of the closing tag of an element whose content is not text; the end of the text if it is missing.</summary>
    public static int EndOf(ReadOnlySpan<char> text, ReadOnlySpan<char> name)
    {
        var at = 0;
        while (text[at..].IndexOf("</") is >= 0 and var next)
        {
            at += next + 2;
            if (!text[at..].StartsWith(name, StringComparison.OrdinalIgnoreCase))
                continue;
            var end = text[(at + name.Length)..].IndexOf('>');
            return end < 0 ? text.Length : at + name.Length + end + 1;
        }

        return text.Length;
    }

    private int CommentLength(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("<!--") && !_noCommentEnds)
        {
            if (text.IndexOf("-->") is >= 0 and var end)
                return end + 3;
            _noCommentEnds = true;
        }

        return FirstTagEnd(text);
    }

    /// <summary>Up to the first ">" outside quoted values; if the quotes are unbalanced, up to the first ">" of all.</summary>
    private int TagLength(ReadOnlySpan<char> text)
    {
        var at = 1;
        while (!_quotesAreBroken && text[at..].IndexOfAny(TagEnds) is >= 0 and var next)
        {
            at += next;
            if (text[at] == '>')
                return at + 1;
            var opensValue = text[..at].TrimEnd() is [.., '='];
            var close = opensValue ? text[(at + 1)..].IndexOf(text[at]) : 0;
            _quotesAreBroken = close < 0;
            at += opensValue ? close + 2 : 1;
        }

        _quotesAreBroken = true;
        return FirstTagEnd(text);
    }

    private int FirstTagEnd(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf('>') + 1;
        _noTagEnds = end == 0;
        return end;
    }
}
