using SahelWatch.Language;
using YamlDotNet.RepresentationModel;

namespace SahelWatch.Stories.Figures.Words;

/// <summary>The phrases of <c>Stories/Data/figures.yaml</c> by language. Immutable.</summary>
internal sealed class FigureTerms
{
    /// <summary>The kinds of <see cref="Domain.Figure"/>.</summary>
    public static IReadOnlyList<string> Kinds => KindNames;

    private static readonly string[] KindNames = ["killed", "injured", "missing", "abducted", "displaced", "arrested"];

    private static readonly Lazy<FigureTerms> Shipped = new(() => new FigureTerms());

    private static readonly string[] Auxiliaries = [
        "was ", "were ", "is ", "are ", "been ", "has been ", "have been ", "a ete ", "ont ete ", "ete ", "est ", "sont "];

    private const int ShortestJoined = 4; // letters, the conjunction included

    private readonly Dictionary<string, Dictionary<string, Term>> _languages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _beginnings = new(StringComparer.Ordinal);
    private readonly ArabicDuals _duals;

    private FigureTerms()
    {
        foreach (var (key, value) in ShippedYaml.Read("Stories.Data.figures.yaml"))
        {
            var name = key.ToString();
            if (Array.IndexOf(KindNames, name) is var kind and >= 0)
            {
                foreach (var (place, phrases) in (YamlMappingNode)value)
                    Add(phrases, t => t.Places[kind] |= Enum.Parse<Places>(place.ToString(), ignoreCase: true));
            }
            else if (name == "source")
            {
                foreach (var (source, phrases) in (YamlMappingNode)value)
                    Add(phrases, t => t.Source = source.ToString());
            }
            else
            {
                var cue = name == "none" ? Cues.Nobody : Enum.Parse<Cues>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
                Add(value, t => t.Cues |= cue);
            }
        }

        AddParticiples();
        foreach (var terms in _languages.Values)
            InheritFromParticiples(terms);

        _duals = new(_languages["ar"]);
    }

    public static FigureTerms All => Shipped.Value;

    public Term? Find(string phrase, string language) => _languages.GetValueOrDefault(language)?.GetValueOrDefault(phrase);

    /// <summary>Whether the first letter of an Arabic word is the conjunction, as in ورضيع and not in والي or وفاة.</summary>
    public static bool IsJoined(string word) => word.Length > ShortestJoined && All.Find(word[1..], "ar") is not null || All.Find(word, "ar") is null;

    /// <summary>Whether these words are the beginning of a longer phrase.</summary>
    public bool GoesOn(string words, string language) => _beginnings.GetValueOrDefault(language)?.Contains(words) == true;

    /// <summary>The term of the singular that an Arabic dual (قتيلان، جنديين) is formed from: it counts two.</summary>
    public (Term? Term, int Prefix) FindDual(string word, string next) => _duals.Find(word, next);

    /// <summary>Adds the other three forms of French participles, which are listed in the masculine plural (tués).</summary>
    private void AddParticiples()
    {
        foreach (var (phrase, term) in _languages["fr"].ToList())
        {
            if (!phrase.EndsWith("es", StringComparison.Ordinal) || phrase.EndsWith("ees", StringComparison.Ordinal)
                || !Array.Exists(term.Places, p => p.HasFlag(Places.Undergone)))
                continue;
            string[] forms = phrase.Contains(' ', StringComparison.Ordinal) ? [phrase[..^1] + "es"] : [phrase[..^1], phrase[..^1] + "e", phrase[..^1] + "es"];
            foreach (var form in forms)
                AddPhrase("fr", form, t => MarkUndergone(t, term));
        }
    }

    /// <summary>Gives verb forms with an auxiliary ("was shot dead", "a été tué") the meaning of their participle.</summary>
    private static void InheritFromParticiples(Dictionary<string, Term> terms)
    {
        foreach (var (phrase, term) in terms)
        {
            if (Array.Find(Auxiliaries, a => phrase.StartsWith(a, StringComparison.Ordinal)) is not { } auxiliary
                || !terms.TryGetValue(phrase[auxiliary.Length..], out var participle))
                continue;
            term.Cues |= participle.Cues & Cues.Personal;
            MarkUndergone(term, participle);
        }
    }

    private static void MarkUndergone(Term form, Term participle)
    {
        for (var kind = 0; kind < KindNames.Length; kind++)
            form.Places[kind] |= participle.Places[kind] & Places.Undergone;
    }

    private void Add(YamlNode byLanguage, Action<Term> mark)
    {
        foreach (var (key, phrases) in (YamlMappingNode)byLanguage)
        {
            var language = key.ToString();
            if (_languages.TryAdd(language, new(StringComparer.Ordinal)))
                _beginnings[language] = new(StringComparer.Ordinal);
            foreach (var phrase in phrases.ToString().Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                AddPhrase(language, FoldedText.Fold(phrase), mark);
        }
    }

    private void AddPhrase(string language, string folded, Action<Term> mark)
    {
        if (!_languages[language].TryGetValue(folded, out var term))
            _languages[language][folded] = term = new Term();
        mark(term);
        for (var space = folded.IndexOf(' ', StringComparison.Ordinal); space >= 0; space = folded.IndexOf(' ', space + 1))
            _beginnings[language].Add(folded[..space]);
    }
}
