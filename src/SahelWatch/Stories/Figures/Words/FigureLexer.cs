using SahelWatch.Language;
using SahelWatch.Stories.Sketching;

namespace SahelWatch.Stories.Figures.Words;

/// <summary>
/// Splits a sentence into words, numbers and the punctuation that delimits clauses. Quotation marks, apostrophes and hyphens only separate words; a number
/// includes its thousands separators; the Arabic و before a number is a word of its own.
/// </summary>
internal static class FigureLexer
{
    /// <summary>Letters; a longer run is not a word, and looking for endings in it would take quadratic time.</summary>
    private const int LongestWord = 64;

    private const int LongestCount = 9; // digits: no event involves a billion people

    public static List<FigureToken> Read(string sentence)
    {
        var text = FoldedText.Of(sentence);
        var span = text.Span;
        var tokens = new List<FigureToken>();
        for (var i = 0; i < span.Length;)
        {
            var start = i;
            if (char.IsAsciiDigit(span[i]))
                tokens.Add(Digits(text, ref i));
            else if (char.IsLetter(span[i]))
                Word(text, ref i, tokens);
            else
            {
                i++;
                if (Mark(span, start) is { } mark)
                    tokens.Add(Token(text, start, i) with { Text = mark });
            }
        }

        return tokens;
    }

    private static void Word(FoldedText text, ref int i, List<FigureToken> tokens)
    {
        var span = text.Span;
        var start = i;
        while (i < span.Length && char.IsLetter(span[i]))
            i++;
        if (i < span.Length && char.IsAsciiDigit(span[i]) && char.IsAsciiLetter(span[start]))
        {
            // "RN16", "frequency15": digits attached to a word belong to it.
            while (i < span.Length && char.IsLetterOrDigit(span[i]))
                i++;
        }

        if (i - start > LongestWord)
            return;
        // وثلاثين: the و that joins numbers is a word of its own; ال before digits (الـ22) is dropped.
        if (span[start] == 'و' && i - start > 2
            && (NumberSum.IsArabic(span[(start + 1)..i]) || (span[(start + 1)..i] is "احد" or "احدي" && span[i..].StartsWith(" عشر"))))
            tokens.Add(Token(text, start, ++start));
        if (!(span[start..i] is "ال" && i < span.Length && char.IsAsciiDigit(span[i])))
            tokens.Add(Token(text, start, i));
    }

    /// <summary>The mark at a position, one character for each kind; null for those that only separate words. A dash counts only between spaces.</summary>
    private static string? Mark(ReadOnlySpan<char> span, int at) => span[at] switch
    {
        ',' or '،' => ",",
        ';' or '؛' => ";",
        ':' => ":",
        '(' or '[' => "(",
        ')' or ']' => ")",
        '%' or '٪' => "%",
        '$' or '€' or '£' => "$",
        '!' or '?' or '؟' => ".", // not the full stop: inside a sentence, it belongs to an abbreviation
        '-' when at > 0 && at + 1 < span.Length && span[at - 1] == ' ' && span[at + 1] == ' ' => "-",
        _ => null,
    };

    private static FigureToken Digits(FoldedText text, ref int i)
    {
        var span = text.Span;
        var start = i;
        var digits = "";
        var (counts, decimals, separators) = (true, 0, 0);
        while (true)
        {
            var run = i;
            while (i < span.Length && char.IsAsciiDigit(span[i]))
                i++;
            var length = i - run;
            if (digits.Length <= LongestCount)
                digits += span[run..i].ToString();
            if (run > start && length != 3)
                (counts, decimals) = (counts && separators == 1, length); // three digits after a separator are thousands, any other number is decimals
            if (i + 1 >= span.Length || !char.IsAsciiDigit(span[i + 1])
                || !(span[i] is '.' or ',' or '٬' or '٫' or ':' or '/' or '\'' || (span[i] == ' ' && IsGroup(span, start, i))))
                break;
            counts &= span[i] is not (':' or '/') && decimals == 0;
            separators++;
            i++;
        }

        var thousands = IsSuffix(span, i, 'k');
        if (thousands)
            i++;
        else if (i < span.Length && span[i] is >= 'a' and <= 'z')
        {
            // "4x4", "12th", "20mm", "21h" are not counts; an Arabic word may be attached to its number.
            counts = false;
            while (i < span.Length && char.IsLetterOrDigit(span[i]))
                i++;
        }

        var value = counts && digits.Length <= LongestCount ? long.Parse(digits, CultureInfo.InvariantCulture) * (thousands ? 1000 : 1) : FigureToken.NoCount;
        return Token(text, start, i) with { Digits = value, Decimals = decimals };
    }

    private static bool IsSuffix(ReadOnlySpan<char> span, int at, char letter) =>
        at < span.Length && span[at] == letter && (at + 1 == span.Length || !char.IsLetterOrDigit(span[at + 1]));

    /// <summary>Whether a space separates thousands: at most three digits before it, exactly three after.</summary>
    private static bool IsGroup(ReadOnlySpan<char> span, int start, int space)
    {
        var after = span[(space + 1)..].IndexOfAnyExceptInRange('0', '9');
        var before = space - 1 - span[start..space].LastIndexOfAnyExceptInRange('0', '9') - start;
        return (after < 0 ? span.Length - space - 1 : after) == 3 && before <= 3 && span[start] != '0';
    }

    private static FigureToken Token(FoldedText text, int start, int end)
    {
        var (from, length) = text.Locate(start, end - start);
        return new(text.Span[start..end].ToString(), from, from + length);
    }
}
