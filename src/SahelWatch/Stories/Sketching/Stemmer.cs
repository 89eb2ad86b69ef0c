using SahelWatch.Language;

namespace SahelWatch.Stories.Sketching;

/// <summary>
/// Light stemming: "floods" becomes "flood", "inondations" "inondation". It is as good for clustering as full stemming (for Arabic: Larkey, Ballesteros and
/// Connell, SIGIR 2002) and conflates fewer unrelated words.
/// </summary>
internal static class Stemmer
{
    private const int ShortestStem = 4;
    private const int ShortestArabicStem = 3;
    private static readonly string[] English = ["ings", "ing", "ied", "ies", "ed", "es", "s", "e", "y"];
    private static readonly string[] French = ["ees", "ee", "es", "er", "ent", "aux", "al", "s", "x", "e"];
    private static readonly string[] Arabic = ["هما", "ات", "ون", "ين", "ان", "ها", "هم", "وا", "يه", "ه", "ي"];

    /// <summary>Without the Arabic article and conjunction.</summary>
    public static ReadOnlySpan<char> WithoutPrefix(ReadOnlySpan<char> word) =>
        word.Length > 0 && ArabicPrefixes.IsArabic(word[0]) ? word[ArabicPrefixes.SafeLength(word)..] : word;

    public static ReadOnlySpan<char> Stem(ReadOnlySpan<char> word, string language)
    {
        var (endings, shortest) = word.Length > 0 && ArabicPrefixes.IsArabic(word[0])
            ? (Arabic, ShortestArabicStem)
            : (language == "fr" ? French : English, ShortestStem);
        foreach (var ending in endings)
        {
            if (word.Length - ending.Length >= shortest && word.EndsWith(ending, StringComparison.Ordinal))
                return word[..^ending.Length];
        }

        return word;
    }
}
