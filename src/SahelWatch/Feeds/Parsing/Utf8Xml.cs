using System.Text;
using System.Text.Unicode;

namespace SahelWatch.Feeds.Parsing;

/// <summary>
/// The fastest way, for what nearly every feed is: plain well-formed UTF-8. Tells the tree what <see cref="StrictXml"/> would tell it, and gives up on
/// anything rare, odd or wrong, which StrictXml then reads or names: nothing is mended or reported here.
/// </summary>
internal ref struct Utf8Xml
{
    /// <summary>XmlReader looks twice as far ahead to tell layout from text that begins with white space; beyond, the two would differ.</summary>
    private const int WhiteAhead = 2_048; // bytes

    private readonly FeedTree _tree;
    private readonly Utf8Text _text;
    private readonly Utf8Tags _tags;
    private Utf8Cursor _cursor;

    private Utf8Xml(ReadOnlySpan<byte> body, FeedTree tree, Utf8Text text)
    {
        (_tree, _text, _tags) = (tree, text, new Utf8Tags(tree, text));
        _cursor = new Utf8Cursor(body);
    }

    /// <returns>False where the document is left to <see cref="StrictXml"/>; the tree is to be thrown away then.</returns>
    public static bool TryRead(ReadOnlySpan<byte> body, FeedTree tree)
    {
        using var text = new Utf8Text();
        return new Utf8Xml(body, tree, text).TryDocument();
    }

    private bool TryDocument()
    {
        if (!Utf8Prolog.TryTake(ref _cursor) || !TryAround() || !_cursor.Take('<') || !_tags.TryStart(ref _cursor))
            return false;
        while (_tags.Depth > 0)
        {
            if (_tree.IsFull)
            {
                _tree.Stop();
                return true;
            }

            if (!(_cursor.Take('<') ? TryMarkup() : TryText()))
                return false;
        }

        return TryAround() && _cursor.AtEnd;
    }

    /// <summary>Takes what may stand before and behind the outermost element.</summary>
    private bool TryAround()
    {
        while (true)
        {
            _cursor.TakeWhite();
            var isComment = _cursor.Take("<!--"u8);
            if (!isComment && !_cursor.Take("<?"u8))
                return true;
            if (!(isComment ? TryComment() : TryInstruction()))
                return false;
        }
    }

    private bool TryMarkup()
    {
        switch (_cursor.Next)
        {
            case (byte)'/':
                _cursor.Skip(1);
                return _tags.TryEnd(ref _cursor);
            case (byte)'!':
                return _cursor.Take("![CDATA["u8) ? TrySection() : _cursor.Take("!--"u8) && TryComment();
            case (byte)'?':
                _cursor.Skip(1);
                return TryInstruction();
            default:
                return _tags.TryStart(ref _cursor);
        }
    }

    private bool TryComment() => _cursor.TryTakeTo("--"u8, out var comment) && _cursor.Take('>') && Utf8.IsValid(comment);

    private bool TryInstruction()
    {
        if (!_cursor.TryTakeTo("?>"u8, out var instruction))
            return false;
        var end = instruction.IndexOfAny(Utf8Cursor.White);
        var target = end < 0 ? instruction : instruction[..end];
        return !Ascii.EqualsIgnoreCase(target, "xml"u8) && Utf8Names.IsPart(target) && Utf8.IsValid(instruction);
    }

    private bool TrySection()
    {
        // With another start within, the end of the first was forgotten.
        return _cursor.TryTakeTo("]]>"u8, out var section) && section.IndexOf("<![CDATA["u8) < 0 && _tree.TryText(_text.Section(section));
    }

    private bool TryText()
    {
        var length = _cursor.Rest.IndexOf((byte)'<');
        if (length <= 0 || !_text.TryText(_cursor.Rest[..length], out var text))
            return false;
        _cursor.Skip(length);
        if (text[0] <= ' ')
        {
            var white = text.IndexOfAnyExcept(Utf8Cursor.White);
            if (white >= WhiteAhead || (white < 0 && text.Length >= WhiteAhead))
                return false;
            if (white < 0)
            {
                _tree.Blank();
                return true;
            }
        }

        return _tree.TryText(text);
    }
}
