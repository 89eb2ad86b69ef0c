using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Matching.Watchlists;

/// <summary>Collects the watchlist's words by language ("or" is gold in French); one word may be evidence for several things.</summary>
internal sealed class VocabularyReader
{
    private const int ShortestStem = 3;

    private readonly Dictionary<string, Dictionary<string, (string Text, Term Term)>> _terms = new(StringComparer.Ordinal);

    /// <param name="words">By language; null adds nothing.</param>
    public void Add(YamlMap? words, Term term)
    {
        foreach (var (language, texts) in words?.AllTexts() ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            if (!_terms.TryGetValue(language, out var known))
                _terms[language] = known = new(StringComparer.Ordinal);
            foreach (var text in texts)
            {
                var (key, _) = PhraseKey.Of(text.TrimEnd('*'));
                known[key] = known.TryGetValue(key, out var other)
                    ? (other.Text.EndsWith('*') ? other.Text : text, other.Term.With(term))
                    : (text, term with { }); // its own instance, since repetitions are identified by reference
            }
        }
    }

    /// <summary>The themes in the file's order.</summary>
    public IReadOnlyList<string> AddThemes(YamlMap root)
    {
        if (root.OptionalMap("themes") is not { } map)
            return [];
        var themes = map.Keys();
        for (var i = 0; i < themes.Count; i++)
            Add(map.OptionalMap(themes[i]), new Term { Themes = 1 << i });
        return themes;
    }

    /// <summary>Adds words that are grouped by weight.</summary>
    public void AddByWeight(YamlMap? map, Func<double, Term> term)
    {
        foreach (var key in map?.Keys() ?? [])
        {
            var weight = double.TryParse(key, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
                : throw map!.Wrong($"\"{key}\" is not a weight above 0");
            Add(map!.OptionalMap(key), term(weight));
        }
    }

    /// <summary>The words collected, with those before and after names, by language.</summary>
    public IReadOnlyDictionary<string, LanguageWords> Words(YamlMap root)
    {
        var cues = LanguageWords.ReadCues(root);
        return _terms.ToDictionary(t => t.Key, t => new LanguageWords(
            new(t.Value.Select(x => new Phrase<Term>(x.Value.Text, Complete(t.Value, x.Key), AnyArticle: true))),
            cues[t.Key].ToDictionary(c => c.Cue, c => c.Words)));
    }

    private static Term Complete(Dictionary<string, (string Text, Term Term)> terms, string key) =>
        WithStems(terms, key, terms[key].Term) with { NeedsCapitals = terms[key].Text.All(char.IsUpper) && FunctionWords.Has(key) };

    /// <summary>A term inherits the evidence of stems that it starts with ("soldats", "soldat*"), because only the longest phrase is found in a text.</summary>
    private static Term WithStems(Dictionary<string, (string Text, Term Term)> terms, string key, Term term)
    {
        for (var length = ShortestStem; length < key.Length; length++)
        {
            if (terms.TryGetValue(key[..length], out var stem) && stem.Text.EndsWith('*'))
                term = term.With(stem.Term);
        }

        return term;
    }
}
