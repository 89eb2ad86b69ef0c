using SahelWatch.Language;

namespace SahelWatch.Digests.Composing.Severities;

/// <summary>Words and phrases in the notation of the event tables: an asterisk matches any ending, an underscore joins the words of a phrase.</summary>
internal sealed class WordPatterns
{
    private const int Key = 2; // the first letters of a pattern, by which it is looked up

    private readonly ILookup<string, string[]> _byBeginning;

    public WordPatterns(IEnumerable<string> patterns) =>
        _byBeginning = patterns.Select(p => p.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(Folded).Where(word => word.Length > 0).ToArray())
            .Where(words => words.Length > 0).ToLookup(words => Beginning(words[0]), StringComparer.Ordinal);

    /// <summary>The words of a text in the form that patterns are matched against: folded, Arabic ones without article and conjunction.</summary>
    public static IReadOnlyList<string> Words(string text) => [.. Language.Words.Of(text).Select(w => Bare(w.Folded))];

    public bool Match(IReadOnlyList<string> words)
    {
        for (var at = 0; at < words.Count; at++)
        {
            foreach (var pattern in _byBeginning[Beginning(words[at])])
            {
                if (at + pattern.Length <= words.Count && pattern.Index().All(p => MatchesWord(words[at + p.Index], p.Item)))
                    return true;
            }
        }

        return false;
    }

    private static bool MatchesWord(string word, string pattern) =>
        pattern[^1] == '*' ? word.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal) : word == pattern;

    private static string Beginning(string word) => word.Length <= Key ? word.TrimEnd('*') : word[..Key].TrimEnd('*');

    private static string Folded(string pattern) => pattern[^1] == '*' ? Bare(FoldedText.Fold(pattern[..^1])) + "*" : Bare(FoldedText.Fold(pattern));

    private static string Bare(string word) => word.Length > 0 && ArabicPrefixes.IsArabic(word[0]) ? word[ArabicPrefixes.SafeLength(word)..] : word;
}
