namespace SahelWatch.Stories.Figures.Words;

/// <summary>A folded word, a number in digits, or a mark (comma, semicolon…) of a sentence, and its position in the sentence.</summary>
/// <param name="Digits">The value of a number in digits; <see cref="NoCount"/> for digits that are not a count (a time of day, an identifier).</param>
/// <param name="Decimals">The number of digits after the decimal mark: "1.3 million" is a count, "1.3" is not.</param>
internal readonly record struct FigureToken(string Text, int Start, int End, long? Digits = null, int Decimals = 0)
{
    public const long NoCount = -1;

    public bool IsMark => !char.IsLetterOrDigit(Text[0]);
}
