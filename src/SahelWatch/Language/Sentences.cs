namespace SahelWatch.Language;

/// <summary>A sentence, trimmed, and its position in the text.</summary>
public readonly record struct Sentence(string Text, int Start);

/// <summary>Splits plain text into sentences (en, fr, ar). A line break ends a sentence, since feeds do not wrap lines.</summary>
public static class Sentences
{
    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "mr", "mrs", "ms", "dr", "st", "gen", "lt", "col", "maj", "capt", "cpt", "sgt", "brig", "adm", "prof", "gov", "sen", "rep", "no", "vs", "inc", "ltd", "co", "approx", "jr", "sr",
        "m", "mm", "mme", "mlle", "me", "cf", "env", "art", "etc", "al", "av", "p", "u.s", "u.n", "u.k", "a.m", "p.m", "e.g", "i.e",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "janv", "févr", "avr", "juil", "déc",
    };

    /// <summary>Characters; limits how far back to look for an abbreviation before a full stop.</summary>
    private const int LongestAbbreviation = 8;

    public static IReadOnlyList<Sentence> Of(string text)
    {
        var sentences = new List<Sentence>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                Add(sentences, text, start, i);
                start = i + 1;
            }
            else if (text[i] is '.' or '!' or '?' or '…' or '؟' or '۔')
            {
                var end = EndOf(text, i);
                if (EndsSentence(text, i, end))
                {
                    Add(sentences, text, start, end);
                    start = end;
                }

                i = end - 1; // skips a run of marks, whether or not it ends the sentence
            }
        }

        Add(sentences, text, start, text.Length);
        return sentences;
    }

    /// <summary>The position after the mark, its repetitions, and closing quotes and brackets.</summary>
    private static int EndOf(string text, int mark)
    {
        var end = mark + 1;
        while (end < text.Length && text[end] is '.' or '!' or '?' or '…' or '؟' or '"' or '”' or '’' or '\'' or '»' or ')' or ']')
            end++;
        // French has a space before the closing quote.
        if (end + 1 < text.Length && text[end] is ' ' or '\u00A0' or '\u202F' && text[end + 1] == '»')
            end += 2;
        return end;
    }

    private static bool EndsSentence(string text, int mark, int end)
    {
        var next = end;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
            next++;
        if (next == text.Length)
            return true;
        if (next == end) // "4.30", "sahel.example", and Arabic written without a space after the mark
            return ArabicPrefixes.IsArabic(text[next]) && mark > 0 && ArabicPrefixes.IsArabic(text[mark - 1]);
        while (next < text.Length && text[next] is '"' or '“' or '«' or '‘' or '\'' or '(' or '[' or '\u00A0' or '\u202F' or '-' or '–' or '—' or ' ')
            next++;
        if (next < text.Length && char.IsLower(text[next]))
            return false;
        return text[mark] != '.' || !IsAbbreviation(text, mark);
    }

    private static bool IsAbbreviation(string text, int mark)
    {
        var start = mark;
        while (start > 0 && mark - start <= LongestAbbreviation
            && (char.IsLetter(text[start - 1]) || (text[start - 1] == '.' && start > 1 && char.IsLetter(text[start - 2]))))
            start--;
        var word = text[start..mark];
        return (word.Length == 1 && char.IsUpper(word[0])) || Abbreviations.Contains(word);
    }

    private static void Add(List<Sentence> sentences, string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        if (end > start)
            sentences.Add(new(text[start..end], start));
    }
}
