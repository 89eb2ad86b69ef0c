namespace SahelWatch.Stories.Figures.Words;

/// <summary>A folded word, a number in digits, or a mark (comma, semicolon...) of a sentence, and where it stands in it.</summary>
/// <param name="Digits">The value of a number in digits; <see cref="NoCount"/> for digits that count nobody (a clock time, an identifier).</param>
/// <param name="Decimals">How many of the digits stand after the decimal mark: "1.3 million" is a count, "1.3" is none.</param>
internal readonly record struct FigureToken(string Text, int Start, int End, long? Digits = null, int Decimals = 0)
{
    public const long NoCount = -1;

    public bool IsMark => !char.IsLetterOrDigit(Text[0]);
}
