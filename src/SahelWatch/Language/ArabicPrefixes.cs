namespace SahelWatch.Language;

/// <summary>
/// The particles that Arabic attaches to the following word: و ف (and, so), ب ل ك (in, to, like), the article ال, and their combinations
/// (وبالنيجر); after ل the article loses its alef (للنيجر).
/// </summary>
internal static class ArabicPrefixes
{
    /// <summary>The maximum number of readings of a word: {-, conjunction} x {-, preposition} x {-, article}.</summary>
    public const int MaxReadings = 8;

    /// <summary>Letters: وبال.</summary>
    public const int LongestPrefix = 4;

    /// <summary>Letters with the same function; the first entry represents all other letters.</summary>
    private static readonly string[] Kinds = ["ن", "ا", "ل", "بك", "وف"];

    private static readonly byte[] KindOf = BuildKinds();
    private static readonly byte[] LengthsOf = BuildLengths();

    /// <summary>A possible reading of a word: the number of prefix letters, and whether they include the article. The bare word comes first.</summary>
    public readonly record struct Reading(int Length, bool HasArticle);

    public static bool IsArabic(char c) => c is >= '\u0621' and <= '\u06D3';

    /// <summary>
    /// The prefix lengths that <see cref="Read"/> returns for a word of <paramref name="length"/> letters, as bits; possibly others as well. A fast table
    /// lookup by the first four letters, for callers that examine every word of a text.
    /// </summary>
    /// <param name="first">The low bytes of the word's first characters, the first in the lowest byte.</param>
    public static int Lengths(ulong first, int length)
    {
        var letters = 0;
        for (var i = 0; i < LongestPrefix; i++, first >>= 8)
            letters = letters * Kinds.Length + KindOf[(byte)first % KindOf.Length];
        return LengthsOf[letters] & ((2 << Math.Min(length, LongestPrefix)) - 1);
    }

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

    /// <summary>The length of the prefix that can be removed safely without a lexicon: the article with what precedes it, and و before a long word
    /// (light stemming: Larkey, Ballesteros and Connell, "Improving stemming for Arabic information retrieval", SIGIR 2002).</summary>
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

    private static byte[] BuildKinds()
    {
        var kinds = new byte[64]; // the letters from hamza to ya differ in their last six bits
        for (var kind = 1; kind < Kinds.Length; kind++)
        {
            foreach (var letter in Kinds[kind])
                kinds[letter % kinds.Length] = (byte)kind;
        }

        return kinds;
    }

    /// <summary>Reads a sample word for each combination of kinds.</summary>
    private static byte[] BuildLengths()
    {
        var lengths = new byte[(int)Math.Pow(Kinds.Length, LongestPrefix)];
        Span<char> word = stackalloc char[LongestPrefix];
        Span<Reading> readings = stackalloc Reading[MaxReadings];
        for (var letters = 0; letters < lengths.Length; letters++)
        {
            var rest = letters;
            for (var i = LongestPrefix - 1; i >= 0; i--, rest /= Kinds.Length)
                word[i] = Kinds[rest % Kinds.Length][0];
            foreach (var reading in readings[..Read(word, readings)])
                lengths[letters] |= (byte)(1 << reading.Length);
        }

        return lengths;
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
