namespace SahelWatch.Language;

/// <summary>
/// Text with case, accents and typographic variants folded away, so that one spelling stands for all, and with offsets back to the original.
/// Lower case; no combining marks, Arabic diacritics, tatweel or invisible characters; apostrophes and dashes ASCII; Arabic alef, ya, ta-marbuta and
/// hamza-on-carrier forms one letter each; digits of every script ASCII; runs of white space one space.
/// </summary>
public sealed class FoldedText
{
    /// <summary>So many characters may be read past a text's end, by those who read several at once.</summary>
    internal const int Margin = 16;

    /// <summary>Characters folded one by one after a stretch that was not plain, before the next is tried.</summary>
    private const int Stride = 16;

    private readonly Steps _steps = new();
    private char[] _folded = [];

    public string Original { get; private set; } = "";

    public int Length { get; private set; }

    public ReadOnlySpan<char> Span => _folded.AsSpan(0, Length);

    /// <summary>The folded text and, behind it, what need not be looked at: <see cref="WordMask.Width"/> characters and <see cref="Margin"/>.</summary>
    internal ReadOnlySpan<char> Padded => _folded.AsSpan(0, Length + WordMask.Width + Margin);

    public static FoldedText Of(string text)
    {
        var result = new FoldedText();
        result.Reset(text);
        return result;
    }

    /// <summary>The folded form alone.</summary>
    public static string Fold(string text) => Of(text).ToString();

    /// <summary>Where in the original a stretch of the folded text stands, marks that belong to its last letter included.</summary>
    public (int Start, int Length) Locate(int start, int length)
    {
        if (length == 0)
            return (SourceOf(start), 0);
        var end = _steps.OriginalOf(start + length - 1) + 1;
        while (end < Original.Length && FoldTable.Of(Original[end]) == FoldTable.Dropped)
            end++;
        var from = _steps.OriginalOf(start);
        return (from, end - from);
    }

    public override string ToString() => new(_folded, 0, Length);

    /// <summary>Folds another text into the same buffers, which grow as needed: no allocation once they are large enough.</summary>
    internal void Reset(string text)
    {
        Original = text;
        Length = 0;
        _steps.Clear();
        Reserve(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var plain = PlainFold.Fold(text.AsSpan(i), _folded.AsSpan(Length), Length > 0 && _folded[Length - 1] == ' ');
            Length += plain;
            i = OneByOne(text, i + plain, Math.Min(text.Length, i + plain + Stride));
        }
    }

    /// <summary>The character of the original that a folded one comes from; past the end, the original's length.</summary>
    internal int SourceOf(int index) => index < Length ? _steps.OriginalOf(index) : Original.Length;

    /// <returns>How far it came: to <paramref name="end"/>.</returns>
    private int OneByOne(string text, int from, int end)
    {
        var target = _folded;
        var at = Length;
        var last = at > 0 ? target[at - 1] : FoldTable.Expands; // which is no space
        for (var i = from; i < end; i++)
        {
            var c = FoldTable.Of(text[i]);
            if (FoldTable.IsIrregular(c) || (c | last) == ' ') // both are: where a word ends cannot be foretold, and a branch for every space is dear
            {
                at = Irregular(text, i, at, c);
                target = _folded;
                last = at > 0 ? target[at - 1] : FoldTable.Expands;
                continue;
            }

            target[at++] = c;
            last = c;
        }

        Length = at;
        return end;
    }

    /// <summary>A unit that becomes no character or several.</summary>
    /// <returns>The new length.</returns>
    private int Irregular(string text, int i, int length, char c)
    {
        if (c == FoldTable.Expands)
        {
            var expansion = FoldTable.Expansion(text[i]);
            Reserve(length + expansion.Length + text.Length - i);
            foreach (var part in expansion)
            {
                _steps.Add(length, i);
                _folded[length++] = part;
            }
        }

        _steps.Add(length, i + 1);
        return length;
    }

    private void Reserve(int capacity)
    {
        var length = capacity + WordMask.Width + Margin;
        if (_folded.Length < length)
            Array.Resize(ref _folded, Math.Max(length, _folded.Length * 2));
    }
}
