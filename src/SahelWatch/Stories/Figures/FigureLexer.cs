using System.Globalization;
using SahelWatch.Language;

namespace SahelWatch.Stories.Figures;

/// <summary>
/// Splits a sentence into words, numbers and the marks that bound clauses. Quotation marks, apostrophes and hyphens only separate; digits keep their
/// thousands separators; the Arabic و before a number is a word of its own.
/// </summary>
internal static class FigureLexer
{
    private const int LongestCount = 9; // digits: no event counts a billion people

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
            {
                while (i < span.Length && char.IsLetter(span[i]))
                    i++;
                // وثلاثين: the و that joins numbers is a word of its own.
                if (span[start] == 'و' && i - start > 2 && (NumberWords.IsArabicNumber(span[(start + 1)..i]) || span[i..].StartsWith(" عشر")))
                    tokens.Add(Token(text, start, ++start));
                tokens.Add(Token(text, start, i));
            }
            else
            {
                i++;
                if (Mark(span[start]) is { } mark)
                    tokens.Add(Token(text, start, i) with { Text = mark });
            }
        }

        return tokens;
    }

    /// <summary>The marks that bound a clause, each kind as one character; null for the rest.</summary>
    private static string? Mark(char c) => c switch
    {
        ',' or '،' => ",",
        ';' or '؛' => ";",
        ':' => ":",
        '(' or ')' or '[' or ']' => "(",
        '%' or '٪' => "%",
        '$' or '€' or '£' => "$",
        '.' or '!' or '?' or '؟' => ".",
        _ => null,
    };

    private static FigureToken Digits(FoldedText text, ref int i)
    {
        var span = text.Span;
        var start = i;
        var digits = "";
        var counts = true;
        while (true)
        {
            var run = i;
            while (i < span.Length && char.IsAsciiDigit(span[i]))
                i++;
            var length = i - run;
            counts &= run == start || length == 3; // what follows a separator is thousands, or the number is a decimal
            digits += span[run..i].ToString();
            if (i + 1 >= span.Length || !char.IsAsciiDigit(span[i + 1]) || !(span[i] is '.' or ',' or '٬' or ':' or '/' or '\'' || (span[i] == ' ' && IsGroup(span, start, i))))
                break;
            counts &= span[i] is not (':' or '/');
            i++;
        }

        // "4x4", "12th", "20mm", "21h" are no counts; an Arabic word may touch its number.
        if (i < span.Length && span[i] is >= 'a' and <= 'z')
        {
            counts = false;
            while (i < span.Length && char.IsLetterOrDigit(span[i]))
                i++;
        }

        var value = counts && digits.Length <= LongestCount ? long.Parse(digits, CultureInfo.InvariantCulture) : -1;
        return Token(text, start, i) with { Digits = value };
    }

    /// <summary>Whether a space parts thousands: at most three digits before it, exactly three after.</summary>
    private static bool IsGroup(ReadOnlySpan<char> span, int start, int space)
    {
        var after = 0;
        while (space + 1 + after < span.Length && char.IsAsciiDigit(span[space + 1 + after]))
            after++;
        var before = 0;
        while (space - 1 - before >= start && char.IsAsciiDigit(span[space - 1 - before]))
            before++;
        return after == 3 && before <= 3 && span[start] != '0';
    }

    private static FigureToken Token(FoldedText text, int start, int end)
    {
        var (from, length) = text.Locate(start, end - start);
        return new(text.Span[start..end].ToString(), from, from + length);
    }
}
