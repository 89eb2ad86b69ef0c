namespace SahelWatch.Stories.Sketching;

/// <summary>Numbers that follow one another ("12, 16 and 30 people"), and so count the same thing.</summary>
/// <param name="End">The index of the word after them.</param>
internal sealed record NumberRun(IReadOnlyList<long> Values, int Start, int End);

/// <summary>Reads the numbers of a text, in digits and in words. A feature for comparing texts; casualties are read by Figures.</summary>
internal static class NumberReader
{
    private const long Largest = 1_000_000_000; // larger ones are identifiers

    public static IEnumerable<NumberRun> Read(IReadOnlyList<Token> tokens, string language)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var (values, sum, end) = (new List<long>(), new NumberSum(), i);
            while (end < tokens.Count && tokens[end].Sentence == tokens[i].Sentence)
            {
                var and = end > i && end + 1 < tokens.Count && tokens[end].Word.Text is "and" or "et";
                var token = tokens[and ? end + 1 : end];
                if (ValueOf(token) is not { } value)
                    break;
                var (joined, thousands) = (and || NumberSum.IsJoined(token.Word.Text), token.Marks.HasFlag(TokenMarks.Continues));
                if (!sum.TryAdd(value, token.IsDigits, joined, language, thousands))
                {
                    values.Add(sum.Value);
                    sum = new NumberSum();
                    sum.TryAdd(value, token.IsDigits, joined, language);
                }

                end += and ? 2 : 1;
            }

            if (end == i)
                continue;
            yield return new([.. values, sum.Value], i, end);
            i = end - 1;
        }
    }

    private static long? ValueOf(Token token)
    {
        if (!token.IsDigits)
            return token.Word.Number;
        var digits = string.Concat(token.Word.Text.TakeWhile(char.IsAsciiDigit));
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= Largest ? value : null;
    }
}
