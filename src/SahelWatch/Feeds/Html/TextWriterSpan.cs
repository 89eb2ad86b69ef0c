namespace SahelWatch.Feeds.Html;

/// <summary>A buffer of plain text that collapses runs of spaces and writes line breaks only between texts.</summary>
internal ref struct TextWriterSpan(Span<char> buffer)
{
    private readonly Span<char> _buffer = buffer;
    private int _length;
    private bool _space;
    private int _breaks;

    /// <summary>Appends text without line breaks; its spaces are collapsed.</summary>
    public void Append(scoped ReadOnlySpan<char> text)
    {
        while (text.Length > 0)
        {
            var spaces = text[0] == ' ' ? text.IndexOfAnyExcept(' ') : 0;
            if (spaces != 0)
            {
                _space = true;
                if (spaces < 0)
                    return;
                text = text[spaces..];
            }

            var end = text.IndexOf("  ");
            if (end < 0)
                end = text[^1] == ' ' ? text.Length - 1 : text.Length;
            Put(text[..end]);
            text = text[end..];
        }
    }

    public void Append(char c) => Append(new ReadOnlySpan<char>(in c));

    public void Space() => _space = true;

    /// <summary>One line break, or two for an empty line; the largest of several counts.</summary>
    public void Break(int breaks) => _breaks = Math.Max(_breaks, breaks);

    /// <summary>A line break that adds up: two in a row make an empty line.</summary>
    public void Line() => _breaks = Math.Min(2, _breaks + 1);

    public readonly ReadOnlySpan<char> Written => _buffer[.._length];

    private void Put(scoped ReadOnlySpan<char> text)
    {
        if (_length > 0)
        {
            for (; _breaks > 0; _breaks--)
            {
                _buffer[_length++] = '\n';
                _space = false;
            }

            if (_space)
                _buffer[_length++] = ' ';
        }

        (_space, _breaks) = (false, 0);
        text.CopyTo(_buffer[_length..]);
        _length += text.Length;
    }
}
