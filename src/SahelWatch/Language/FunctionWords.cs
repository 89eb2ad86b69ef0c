using YamlDotNet.RepresentationModel;

namespace SahelWatch.Language;

/// <summary>The function words of <c>functionwords.yaml</c>.</summary>
internal static class FunctionWords
{
    private static readonly YamlMappingNode Lists = ShippedYaml.Read("Language.functionwords.yaml");
    private static readonly string[] Languages = [.. Lists.Children.Keys.Select(language => language.ToString())];

    /// <summary>By folded word, the languages that have it, as indices of <see cref="Languages"/>.</summary>
    private static readonly FrozenDictionary<string, int[]> LanguagesOf = Lists.Children.Values
        .SelectMany((words, language) => words.ToString().Split(' ').Select(word => (Word: FoldedText.Fold(word), language)).Distinct())
        .GroupBy(x => x.Word, x => x.language).ToFrozenDictionary(g => g.Key, g => g.ToArray());

    private static readonly FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> Lookup = LanguagesOf.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a folded word is a function word in English, French or Arabic.</summary>
    public static bool Has(string word) => LanguagesOf.TryGetValue(word, out var languages) && languages.Any(l => Languages[l] is "en" or "fr" or "ar");

    /// <summary>How many function words of each language a text begins with, the most frequent language first. Words are runs of letters, so that an elided
    /// article (l', d') is a word of its own, which is evidence of French. Arabic is recognised by its script.</summary>
    /// <param name="most">The maximum number of words to examine.</param>
    public static IReadOnlyList<KeyValuePair<string, int>> Count(string text, int most)
    {
        var counts = new int[Languages.Length];
        var folded = FoldedText.Of(text).Span;
        for (int at = 0, end; at < folded.Length && most > 0; at = end + 1)
        {
            for (end = at; end < folded.Length && char.IsLetter(folded[end]);)
                end++;
            most -= end > at ? 1 : 0;
            if (Lookup.TryGetValue(folded[at..end], out var languages))
            {
                foreach (var language in languages)
                    counts[language]++;
            }
        }

        return [.. Languages.Zip(counts, KeyValuePair.Create).Where(c => c.Value > 0 && c.Key != "ar").OrderByDescending(c => c.Value)];
    }
}
