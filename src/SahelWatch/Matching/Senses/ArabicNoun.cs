namespace SahelWatch.Matching.Senses;

/// <summary>
/// What Arabic grammar says of a masculine adjective that is also the name of a country (مالي: financial, Mali). An adjective follows its noun and agrees
/// with it; the country follows anything.
/// </summary>
internal static class ArabicNoun
{
    /// <summary>Prepositions, which no adjective can follow.</summary>
    private static readonly string[] Prepositions = [
        "في", "من", "الي", "عن", "علي", "مع", "بين", "ضد", "نحو", "داخل", "حول", "عبر", "خارج", "قرب", "تجاه", "لدي", "و"];

    /// <summary>Whether what stands before can have no such adjective behind it: nothing, a preposition, a feminine noun, a verb in the feminine.</summary>
    /// <param name="before">Folded, up to the name: ة is ه there, ى is ي.</param>
    public static bool LeavesNoAdjective(ReadOnlySpan<char> before)
    {
        if (before.IsEmpty || before[^1] is ':' or '"' or '(' or '.')
            return true;
        if (before[^1] != ' ')
            return false; // a prefix: ب and ل speak for themselves, و may join adjectives
        var word = before[..^1];
        word = word[(word.LastIndexOf(' ') + 1)..];
        if (word.Length == 0 || word[^1] is ':' or '.' or '،' or '"' or '|' or '-' or ')' or '(')
            return true;
        foreach (var preposition in Prepositions)
        {
            if (word.SequenceEqual(preposition))
                return true;
        }

        // A feminine noun (أزمة مالي) or verb (أعلنت مالي), or a plural in ات: their adjective would be مالية.
        return word.Length > 3 && word[^1] is 'ه' or 'ت';
    }
}
