namespace SahelWatch.Language;

/// <summary>
/// Text with case, accents and typographic variants folded, so that all spellings compare equal, and with offsets into the original.
/// Letters are lower case, without combining marks, Arabic diacritics, tatweel or invisible characters; apostrophes, dashes and digits are ASCII; variants of
/// alef, ya, ta marbuta and carried hamza are one letter each; runs of white space are one space.
/// </summary>
public sealed class FoldedText
{
    private char[] _folded = [];

    /// <summary>The position in the original that each folded character comes from.</summary>
    private int[] _sources = [];

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
        var from = SourceOf(start);
        if (length == 0)
            return (from, 0);
        var end = _sources[start + length - 1] + 1;
        while (end < Original.Length && FoldTable.Of(Original[end]) == FoldTable.Dropped)
            end++;
        return (from, end - from);
    }

    public override string ToString() => new(_folded, 0, Length);

    /// <summary>Folds another text into the same buffers, which grow as needed.</summary>
    internal void Reset(string text)
    {
        Original = text;
        Reserve(text.Length);
        var at = 0;
        var (folded, sources) = (_folded, _sources);
        for (var i = 0; i < text.Length; i++)
        {
            var c = FoldTable.Of(text[i]);
            if (c == FoldTable.Expands)
            {
                var expansion = FoldTable.Expansion(text[i]);
                Reserve(at + expansion.Length + text.Length - i);
                (folded, sources) = (_folded, _sources);
                foreach (var part in expansion)
                    (folded[at], sources[at++]) = (part, i);
            }
            else if (c != FoldTable.Dropped && !(c == ' ' && at > 0 && folded[at - 1] == ' '))
                (folded[at], sources[at++]) = (c, i);
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
    internal int SourceOf(int index) => index < Length ? _sources[index] : Original.Length;

    private void Reserve(int capacity)
    {
        if (_folded.Length >= capacity)
            return;
        Array.Resize(ref _folded, Math.Max(capacity, _folded.Length * 2));
        Array.Resize(ref _sources, _folded.Length);
    }
}
