using System.Text;

namespace SahelWatch.Language;

/// <summary>What each UTF-16 code unit folds to: one character, none, or several (ligatures, ß, œ). Computed once from the platform's Unicode tables.</summary>
internal static class FoldTable
{
    public const char Dropped = '\0';
    public const char Expands = '\uFFFF';

    /// <summary>What Unicode does not decompose: Latin letters with strokes and hooks (Hausa, Fulfulde), interchangeable Arabic spellings and the letters of
    /// Persian and Urdu keyboards, tatweel, and the variants of the apostrophe and the minus sign.</summary>
    private static readonly FrozenDictionary<char, string> Special = new[]
    {
        ("oe", "œ"), ("ae", "æ"), ("ss", "ß"), ("ny", "ɲ"), ("o", "øɔ"), ("d", "đɗ"), ("l", "ł"), ("i", "ı"), ("n", "ŋ"), ("b", "ɓ"), ("k", "ƙ"), ("y", "ƴ"), ("e", "ɛ"),
        ("ي", "ىی"), ("ه", "ةہ"), ("ك", "ک"), ("ا", "ٱ"), ("", "\u0640"),
        ("'", "\u2018\u2019\u201B\u02BC\u02BB\u02BF\u2032\u00B4`\uFF07"), ("-", "\u2212"),
    }.SelectMany(x => x.Item2.Select(c => KeyValuePair.Create(c, x.Item1))).ToFrozenDictionary();

    private static readonly Dictionary<char, string> Expansions = [];
    private static readonly char[] Table = Build();

    public static char Of(char c) => Table[c];

    public static string Expansion(char c) => Expansions[c];

    private static char[] Build()
    {
        var built = new char[char.MaxValue + 1];
        for (var c = char.MinValue; c < char.MaxValue; c++)
        {
            var folded = Fold(c);
            built[c] = folded.Length switch { 0 => Dropped, 1 => folded[0], _ => Expands };
            if (folded.Length > 1)
                Expansions[c] = folded;
        }

        return built;
    }

    private static string Fold(char c)
    {
        var lower = char.ToLowerInvariant(c);
        if (Special.TryGetValue(lower, out var special))
            return special;
        if (char.IsSurrogate(c) || c is >= '\u3400' and <= '\uD7FF') // ideographs and Hangul have neither case nor marks
            return c.ToString();
        if (char.IsWhiteSpace(c))
            return " ";
        return CharUnicodeInfo.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.Control => "",
            UnicodeCategory.DashPunctuation => "-",
            UnicodeCategory.DecimalDigitNumber => ((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c))).ToString(),
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.OtherLetter =>
                Decompose(lower),
            _ => lower.ToString(),
        };
    }

    /// <summary>
    /// The base letters of the compatibility decomposition (NFKD, which also handles Arabic presentation forms and full-width letters), without marks.
    /// </summary>
    private static string Decompose(char c)
    {
        var decomposed = c.ToString().Normalize(NormalizationForm.FormKD);
        if (decomposed.Length == 1 && decomposed[0] == c)
            return decomposed;
        return string.Concat(decomposed.Select(Fold));
    }
}
