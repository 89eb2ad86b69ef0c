namespace SahelWatch.Text;

/// <summary>
/// Text with case, accents and typographic variants folded away, so that one spelling stands for all, and with offsets back to the original.
/// Lower case; no combining marks, Arabic diacritics, tatweel or invisible characters; apostrophes and dashes ASCII; Arabic alef, ya, ta-marbuta and
/// hamza-on-carrier forms one letter each; digits of every script ASCII; runs of white space one space.
/// </summary>
public sealed class FoldedText
{
    private char[] folded = [];
    private int[] source = [];

    public string Original { get; private set; } = "";

    public int Length { get; private set; }

    public ReadOnlySpan<char> Span => folded.AsSpan(0, Length);

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
            return (start < Length ? source[start] : Original.Length, 0);
        var end = source[start + length - 1] + 1;
        while (end < Original.Length && FoldTable.Of(Original[end]) == FoldTable.Dropped)
            end++;
        return (source[start], end - source[start]);
    }

    public override string ToString() => new(folded, 0, Length);

    /// <summary>Folds another text into the same buffers, which grow as needed: no allocation once they are large enough.</summary>
    internal void Reset(string text)
    {
        Original = text;
        Length = 0;
        Reserve(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = FoldTable.Of(text[i]);
            switch (c)
            {
                case FoldTable.Dropped:
                    break;
                case FoldTable.Expands:
                    var expansion = FoldTable.Expansion(text[i]);
                    Reserve(Length + expansion.Length + text.Length - i);
                    foreach (var part in expansion)
                        Append(part, i);
                    break;
                case ' ' when Length > 0 && folded[Length - 1] == ' ':
                    break;
                default:
                    Append(c, i);
                    break;
            }
        }
    }

    /// <summary>The character of the original that a folded one comes from; past the end, the original's length.</summary>
    internal int SourceOf(int index) => index < Length ? source[index] : Original.Length;

    private void Append(char c, int from)
    {
        folded[Length] = c;
        source[Length++] = from;
    }

    private void Reserve(int capacity)
    {
        if (folded.Length >= capacity)
            return;
        Array.Resize(ref folded, Math.Max(capacity, folded.Length * 2));
        Array.Resize(ref source, folded.Length);
    }
}
