namespace SahelWatch.Matching.Senses;

/// <summary>
/// Uses Arabic grammar to tell a masculine adjective from the country of the same spelling (مالي: financial, Mali): an adjective follows a noun and agrees
/// with it, whereas the country can follow any word.
/// </summary>
internal static class ArabicNoun
{
    /// <summary>Prepositions, which no adjective can follow.</summary>
    private static readonly string[] Prepositions = [
        "في", "من", "الي", "عن", "علي", "مع", "بين", "ضد", "نحو", "داخل", "حول", "عبر", "خارج", "قرب", "تجاه", "لدي", "و"];

    /// <summary>Whether no such adjective can follow this text: it is empty, or ends in a preposition, a feminine noun or a feminine verb.</summary>
    /// <param name="before">The folded text before the name, in which ة is ه and ى is ي.</param>
    public static bool LeavesNoAdjective(ReadOnlySpan<char> before)
    {
        if (before.IsEmpty || before[^1] is ':' or '"' or '(' or '.')
            return true;
        if (before[^1] != ' ')
            return false; // a prefix: ب and ل are evaluated elsewhere, و may join adjectives
        var word = before[..^1];
        word = word[(word.LastIndexOf(' ') + 1)..];
        if (word.Length == 0 || word[^1] is ':' or '.' or '،' or '"' or '|' or '-' or ')' or '(')
            return true;
        foreach (var preposition in Prepositions)
        {
            if (word.SequenceEqual(preposition))
                return true;
        }

        // After a feminine noun (أزمة مالي) or verb (أعلنت مالي) or a plural in ات, an adjective would be مالية.
        return word.Length > 3 && word[^1] is 'ه' or 'ت';
    }
}
