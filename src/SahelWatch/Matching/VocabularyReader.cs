using System.Globalization;
using SahelWatch.Gazetteer;

namespace SahelWatch.Matching;

/// <summary>Gathers the watchlist's words; one word may be evidence for several things.</summary>
internal sealed class VocabularyReader
{
    private readonly Dictionary<string, (string Text, Term Term)> terms = new(StringComparer.Ordinal);

    /// <param name="words">By language; null adds nothing.</param>
    public void Add(YamlMap? words, Term term)
    {
        foreach (var text in words?.AllTexts().Values.SelectMany(w => w) ?? [])
        {
            var (key, _) = PhraseIndex<Term>.Key(text.TrimEnd('*'));
            terms[key] = terms.TryGetValue(key, out var known) ? (known.Text.EndsWith('*') ? known.Text : text, known.Term.With(term)) : (text, term);
        }
    }

    /// <summary>The themes in the file's order.</summary>
    public IReadOnlyList<string> ReadThemes(YamlMap root)
    {
        if (root.OptionalMap("themes") is not { } map)
            return [];
        var themes = map.Keys();
        for (var i = 0; i < themes.Count; i++)
            Add(map.OptionalMap(themes[i]), new Term { Themes = 1 << i });
        return themes;
    }

    /// <summary>Words under the weight they carry.</summary>
    public void AddByWeight(YamlMap? map, Func<double, Term> term)
    {
        foreach (var key in map?.Keys() ?? [])
        {
            var weight = double.TryParse(key, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
                : throw map!.Wrong($"\"{key}\" is not a weight above 0");
            Add(map!.OptionalMap(key), term(weight));
        }
    }

    public PhraseIndex<Term> Index() => new(terms.Values.Select(t => new Phrase<Term>(t.Text, t.Term, AnyArticle: true)));
}
