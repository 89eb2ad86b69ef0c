namespace SahelWatch.Language;

/// <summary>
/// The particles that Arabic attaches to the following word: و ف (and, so), ب ل ك (in, to, like), the article ال, and their combinations
/// (وبالنيجر); after ل the article loses its alef (للنيجر).
/// </summary>
internal static class ArabicPrefixes
{
    /// <summary>The maximum number of readings of a word: {-, conjunction} x {-, preposition} x {-, article}.</summary>
    public const int MaxReadings = 8;

    /// <summary>Letters, as in وبال.</summary>
    public const int LongestPrefix = 4;

    /// <summary>A possible reading of a word: the number of prefix letters, and whether they include the article. The bare word comes first.</summary>
    public readonly record struct Reading(int Length, bool HasArticle);

    public static bool IsArabic(char c) => c is >= '\u0621' and <= '\u06D3';

    /// <summary>
    /// Fills <paramref name="readings"/> with the possible readings of the word at the start of <paramref name="text"/>, and returns their number.
    /// </summary>
    public static int Read(ReadOnlySpan<char> text, Span<Reading> readings)
    {
        var count = 0;
        ReadParticles(text, 0, readings, ref count);
        if (text.Length > 1 && text[0] is 'و' or 'ف')
            ReadParticles(text, 1, readings, ref count);
        return count;
    }

    /// <summary>The length of the prefix that can be removed safely without a lexicon: the article with whatever precedes it, or و alone, if at least three
    /// letters remain (light stemming: Larkey, Ballesteros and Connell, "Improving stemming for Arabic information retrieval", SIGIR 2002).</summary>
    public static int SafeLength(ReadOnlySpan<char> word)
    {
        const int shortestStem = 3;
        Span<Reading> readings = stackalloc Reading[MaxReadings];
        var longest = 0;
        foreach (var reading in readings[..Read(word, readings)])
        {
            var safe = reading.HasArticle || (reading.Length == 1 && word[0] == 'و');
            if (safe && word.Length - reading.Length >= shortestStem)
                longest = Math.Max(longest, reading.Length);
        }

        return longest;
    }

    private static void ReadParticles(ReadOnlySpan<char> text, int at, Span<Reading> readings, ref int count)
    {
        readings[count++] = new(at, false);
        var rest = text[at..];
        if (rest.StartsWith("ال"))
            readings[count++] = new(at + 2, true);
        if (rest.Length < 2 || rest[0] is not ('ب' or 'ل' or 'ك'))
            return;
        readings[count++] = new(at + 1, false);
        if (rest.StartsWith("لل"))
            readings[count++] = new(at + 2, true);
        else if (rest[1..].StartsWith("ال"))
            readings[count++] = new(at + 3, true);
    }
}
