using System.Buffers;
using System.Text;
using SahelWatch.Feeds.Html;
using SahelWatch.Feeds.Reading;

namespace SahelWatch.Feeds.Recovery;

internal enum XmlToken
{
    Start,
    End,
    Text,
}

/// <summary>
/// Splits text into tags and runs of text as a browser would, however malformed; <see cref="LenientXml"/> decides on their structure.
/// Takes linear time: no search for a missing end is repeated.
/// </summary>
internal sealed class XmlScanner(string text, ProblemList problems)
{
    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n\f/><=\"'");

    private readonly NextIndex _tagEnd = new(text, ">");
    private readonly NextIndex _commentEnd = new(text, "-->");
    private readonly NextIndex _cdataStart = new(text, "<![CDATA[");
    private readonly NextIndex _cdataEnd = new(text, "]]>");
    private readonly DeclaredEntities _entities = new();
    private int _at;

    public XmlToken Token { get; private set; }

    /// <summary>The tag's name as written, including its prefix; truncated if longer than any real name.</summary>
    public string Name { get; private set; } = "";

    public List<FeedAttribute> Attributes { get; private set; } = [];

    public bool IsEmpty { get; private set; }

    /// <summary>A run of text with its entities decoded.</summary>
    public string Value { get; private set; } = "";

    /// <summary>The element that contains the next token, as its start tag spelt it: an unclosed CDATA section ends at its end tag.</summary>
    public string Innermost { get; set; } = "";

    /// <returns>False at the end of the text.</returns>
    public bool Next()
    {
        while (_at < text.Length)
        {
            if (text[_at] != '<')
                return Run();
            var rest = text.AsSpan(_at);
            if (rest.StartsWith("<![CDATA[", StringComparison.OrdinalIgnoreCase))
                return Cdata();
            if (rest.StartsWith("<!--"))
                SkipTo(_commentEnd.From(_at + 2), 3, "A comment is not closed.");
            else if (rest.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
                _at = _entities.Read(text, _at);
            else if (rest.Length > 1 && rest[1] is '!' or '?')
                SkipTo(_tagEnd.From(_at), 1, "A declaration is not closed.");
            else if (Tag())
                return true;
        }

        return false;
    }

    private void SkipTo(int end, int length, string problem)
    {
        if (end >= 0)
        {
            _at = end + length;
            return;
        }

        problems.Add(problem);
        var tag = _tagEnd.From(_at);
        _at = tag < 0 ? text.Length : tag + 1;
    }

    private bool Run()
    {
        var end = text.IndexOf('<', _at);
        return Emit(end < 0 ? text.Length : end);
    }

    private bool Emit(int end)
    {
        Token = XmlToken.Text;
        Value = LargeText.Without(Decode(text.AsSpan(_at, end - _at)), "]]>", StringComparison.Ordinal);
        _at = end;
        return true;
    }

    /// <summary>Reads a section to its end, or to the end of its element if another section starts first, which means that this one is unclosed.</summary>
    private bool Cdata()
    {
        var start = _at + "<![CDATA[".Length;
        var end = _cdataEnd.From(start);
        var next = _cdataStart.From(start);
        var limit = end < 0 || (next >= 0 && next < end) ? (next < 0 ? text.Length : next) : start;
        var element = limit == start ? -1 : text.AsSpan(start, limit - start).IndexOf($"</{Innermost}", StringComparison.OrdinalIgnoreCase);
        (Token, Value) = (XmlToken.Text, "");
        if (element >= 0 && Innermost.Length > 0)
        {
            problems.Add("A CDATA section is not closed.");
            Value = text[start..(start + element)];
            _at = start + element;
        }
        else if (end >= 0)
        {
            Value = text[start..end];
            _at = end + 3;
        }
        else
        {
            problems.Add("A CDATA section is not closed.");
            Value = text[start..];
            _at = text.Length;
        }

        Value = LargeText.Without(Value, "<![CDATA[", StringComparison.OrdinalIgnoreCase);
        return true;
    }

    private bool Tag()
    {
        var closes = _at + 1 < text.Length && text[_at + 1] == '/';
        var start = _at + (closes ? 2 : 1);
        var length = start < text.Length ? text.AsSpan(start).IndexOfAny(NameEnds) : 0;
        var name = length < 0 ? text[start..] : text.Substring(start, length);
        if (name.Length == 0 || !(char.IsLetter(name[0]) || name[0] == '_'))
        {
            if (!closes)
                return Literal();
            SkipTo(_tagEnd.From(_at), 1, "A closing tag is not closed.");
            return false;
        }

        Name = name.Length <= FeedLimits.Name ? name : name[..FeedLimits.Name];
        if (closes)
            return End(start + name.Length);
        (Attributes, IsEmpty) = ([], false);
        var at = XmlAttributes.Read(text, start + name.Length, _tagEnd, Attributes, this);
        if (at < 0)
        {
            // Cut off inside a tag, which then cannot be trusted.
            _at = text.Length;
            return false;
        }

        IsEmpty = text[at - 2] == '/';
        Token = XmlToken.Start;
        _at = at;
        return true;
    }

    private bool End(int at)
    {
        var end = _tagEnd.From(at);
        var next = text.IndexOf('<', at);
        if (end < 0 || (next >= 0 && next < end))
        {
            problems.Add("A closing tag is not closed.");
            end = next < 0 ? text.Length : next - 1;
        }

        Token = XmlToken.End;
        _at = Math.Min(text.Length, end + 1);
        return true;
    }

    /// <summary>A "&lt;" that does not start a tag is text, as is everything up to the next one.</summary>
    private bool Literal()
    {
        problems.Add("A \"<\" is not escaped.");
        // Of several in a row only the last can start a tag.
        var row = text.AsSpan(_at).IndexOfAnyExcept('<');
        var next = row > 1 ? _at + row - 1 : row < 0 ? -1 : text.IndexOf('<', _at + 1);
        return Emit(next < 0 ? text.Length : next);
    }

    /// <summary>Decodes the entities of XML and HTML and those that the document declares; any other ampersand is kept.</summary>
    public string Decode(ReadOnlySpan<char> source)
    {
        var first = source.IndexOf('&');
        if (first < 0)
            return source.ToString();
        var decoded = new StringBuilder(source.Length);
        while (first >= 0)
        {
            decoded.Append(source[..first]);
            source = source[first..];
            // Of several in a row only the last can start an entity.
            if (source.IndexOfAnyExcept('&') is var row && row > 1)
            {
                problems.Add("An ampersand is not escaped.");
                decoded.Append(source[..(row - 1)]);
                source = source[(row - 1)..];
            }
            else if (row < 0)
            {
                problems.Add("An ampersand is not escaped.");
                break;
            }

            // Without a semicolon it is more likely part of an address: "?a=1&copy=2".
            var length = _entities.Decode(source, out var symbol);
            if (length == 0)
            {
                length = HtmlEntities.Decode(source, out symbol);
                if (length == 0 || source[length - 1] != ';')
                {
                    (length, symbol) = (1, "&");
                    problems.Add("An ampersand is not escaped.");
                }
            }

            decoded.Append(symbol);
            source = source[length..];
            first = source.IndexOf('&');
        }

        return decoded.Append(source).ToString();
    }
}
