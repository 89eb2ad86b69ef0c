namespace SahelWatch.Language;

/// <summary>
/// Text with case, accents and typographic variants folded, so that all spellings compare equal, and with offsets into the original.
/// Letters are lower case, without combining marks, Arabic diacritics, tatweel or invisible characters; apostrophes, dashes and digits are ASCII; variants of
/// alef, ya, ta marbuta and carried hamza are one letter each; runs of white space are one space.
/// </summary>
public sealed class FoldedText
{
    private readonly Steps _steps = new();
    private char[] _folded = [];

    public string Original { get; private set; } = "";

    public int Length { get; private set; }

    public ReadOnlySpan<char> Span => _folded.AsSpan(0, Length);

    public static FoldedText Of(string text)
    {
        var result = new FoldedText();
        result.Reset(text);
        return result;
    }

    public static string Fold(string text) => Of(text).ToString();

    /// <summary>The range of the original that a range of the folded text comes from, including marks on its last letter.</summary>
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

    /// <summary>Folds another text into the same buffers, which grow as needed.</summary>
    internal void Reset(string text)
    {
        Original = text;
        Length = 0;
        _steps.Clear();
        Reserve(text.Length);
        var target = _folded;
        var (at, last) = (0, FoldTable.Expands); // anything but a space
        for (var i = 0; i < text.Length; i++)
        {
            var c = FoldTable.Of(text[i]);
            if (FoldTable.IsIrregular(c) || (c | last) == ' ') // a second space; a branch on every space would be mispredicted often
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
    }

    /// <summary>The end of the run of letters and digits from <paramref name="at"/>; the same position if there is none.</summary>
    internal static int EndOfWord(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && char.IsLetterOrDigit(text[at]))
            at++;
        return at;
    }

    /// <summary>The position in the original that a folded character comes from; past the end, the length of the original.</summary>
    internal int SourceOf(int index) => index < Length ? _steps.OriginalOf(index) : Original.Length;

    /// <summary>Folds a code unit that becomes several characters or none, as a repeated space does.</summary>
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
        if (_folded.Length < capacity)
            Array.Resize(ref _folded, Math.Max(capacity, _folded.Length * 2));
    }
}
