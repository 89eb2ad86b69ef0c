using YamlDotNet.RepresentationModel;

namespace SahelWatch.Digests.Composing.Severities;

/// <summary><see cref="WordPatterns"/> for each language, matched only against texts in that language: a French "coup" is a blow.</summary>
internal sealed class LanguagePatterns(IEnumerable<KeyValuePair<string, string>> byLanguage)
{
    private readonly Dictionary<string, WordPatterns> _patterns = byLanguage.ToDictionary(
        l => l.Key, l => new WordPatterns(l.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    /// <param name="words">Of a title or a first sentence (<see cref="WordPatterns.Words"/>).</param>
    public bool Match(IReadOnlyList<string> words, string language) => _patterns.TryGetValue(language, out var own) && own.Match(words);

    /// <returns>Null if the node has no such part.</returns>
    public static LanguagePatterns? Part(YamlMappingNode node, string key) => node.Children.TryGetValue(key, out var part)
        ? new(((YamlMappingNode)part).Select(l => KeyValuePair.Create(l.Key.ToString(), l.Value.ToString())))
        : null;
}
