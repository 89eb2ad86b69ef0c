namespace SahelWatch.Language;

/// <summary>A folded word without elided article or Arabic prefix, and the position of its stem in the original.</summary>
public readonly record struct Word(string Folded, int Start, int Length);

/// <summary>Splits text into folded words. Removes French elisions (l'État, qu'il) and the Arabic prefixes that need no lexicon (والنيجر).</summary>
public static class Words
{
    private static readonly string[] Elisions = ["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];

    public static IReadOnlyList<Word> Of(string text) => Of(FoldedText.Of(text));

    public static IReadOnlyList<Word> Of(FoldedText text)
    {
        var words = new List<Word>();
        var span = text.Span;
        for (var i = 0; i < span.Length; i++)
        {
            if (!char.IsLetterOrDigit(span[i]))
                continue;
            var end = EndOf(span, i);
            var start = i + PrefixLength(span[i..end]);
            var (from, length) = text.Locate(start, end - start);
            words.Add(new(span[start..end].ToString(), from, length));
            i = end;
        }

        return words;
    }

    /// <summary>A word consists of letters, digits and the apostrophes between them, except the one before an English possessive s. (An elision is removed
    /// later, as a prefix.)</summary>
    private static int EndOf(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length)
        {
            if (char.IsLetterOrDigit(text[end]))
                end++;
            else if (text[end] == '\'' && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1]) && !IsPossessive(text[(end + 1)..]))
                end++;
            else
                break;
        }

        return end;
    }

    private static bool IsPossessive(ReadOnlySpan<char> afterApostrophe) =>
        afterApostrophe[0] == 's' && (afterApostrophe.Length == 1 || !char.IsLetterOrDigit(afterApostrophe[1]));

    private static int PrefixLength(ReadOnlySpan<char> word)
    {
        if (ArabicPrefixes.IsArabic(word[0]))
            return ArabicPrefixes.SafeLength(word);
        var apostrophe = word.IndexOf('\'');
        if (apostrophe < 0 || word[..apostrophe] is "n" && word.StartsWith("n'dj")) // N'Djamena is a name, not a negation
            return 0;
        foreach (var elision in Elisions)
        {
            if (word[..apostrophe].SequenceEqual(elision))
                return apostrophe + 1;
        }

        return 0;
    }
}
