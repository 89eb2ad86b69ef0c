namespace SahelWatch.Stories.Figures;

/// <summary>A folded word, a number in digits, or a mark (comma, semicolon...) of a sentence, and where it stands in it.</summary>
/// <param name="Digits">The value of a number in digits; -1 for digits that count nobody (a decimal, a clock time, an identifier).</param>
internal readonly record struct FigureToken(string Text, int Start, int End, long? Digits = null)
{
    public bool IsMark => !char.IsLetterOrDigit(Text[0]);
}
