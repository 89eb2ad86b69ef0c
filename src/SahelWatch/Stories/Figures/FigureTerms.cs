using SahelWatch.Language;
using YamlDotNet.RepresentationModel;

namespace SahelWatch.Stories.Figures;

/// <summary>The phrases of <c>Stories/Data/figures.yaml</c> by language. Immutable.</summary>
internal sealed class FigureTerms
{
    /// <summary>The kinds of <see cref="Domain.Figure"/>.</summary>
    public static IReadOnlyList<string> Kinds => KindNames;

    private static readonly string[] KindNames = ["killed", "injured", "abducted", "displaced", "arrested"];

    private static readonly Lazy<FigureTerms> Shipped = new(() => new FigureTerms());

    // Plurals of the form -ين are as common as duals: only where the plural is another word (جنود، أشخاص) is -ين two.
    private static readonly string[] BrokenPlurals = [.. "جندي شخص حارس طفل رجل عامل ضابط سائق تلميذ طالب طبيب قتيل جريح شاب".Split(' ').Select(FoldedText.Fold)];

    private readonly Dictionary<string, Dictionary<string, Term>> _languages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Term> _duals = new(StringComparer.Ordinal);

    private FigureTerms()
    {
        using var stream = typeof(FigureTerms).Assembly.GetManifestResourceStream("SahelWatch.Stories.Data.figures.yaml")!;
        using var reader = new StreamReader(stream);
        var yaml = new YamlStream();
        yaml.Load(reader);
        foreach (var (key, value) in (YamlMappingNode)yaml.Documents[0].RootNode)
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

        AddDuals();
    }

    public int LongestPhrase { get; private set; }

    public static FigureTerms All => Shipped.Value;

    public Term? Find(string phrase, string language) => _languages.GetValueOrDefault(language)?.GetValueOrDefault(phrase);

    /// <summary>The term of the singular that an Arabic dual (قتيلان، جنديين) is formed from: it counts two.</summary>
    public Term? FindDual(string word) => _duals.GetValueOrDefault(word);

    private void Add(YamlNode byLanguage, Action<Term> mark)
    {
        foreach (var (language, phrases) in (YamlMappingNode)byLanguage)
        {
            if (!_languages.TryGetValue(language.ToString(), out var terms))
                _languages[language.ToString()] = terms = new(StringComparer.Ordinal);
            foreach (var phrase in phrases.ToString().Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var folded = FoldedText.Fold(phrase);
                if (!terms.TryGetValue(folded, out var term))
                    terms[folded] = term = new Term();
                mark(term);
                LongestPhrase = Math.Max(LongestPhrase, folded.Count(c => c == ' ') + 1);
            }
        }
    }

    private void AddDuals()
    {
        foreach (var (singular, term) in _languages["ar"])
        {
            var counts = Array.Exists(term.Places, p => p.HasFlag(Places.Counted));
            if (singular.Contains(' ', StringComparison.Ordinal) || !(counts || term.Cues.HasFlag(Cues.Person)))
                continue;
            var stem = singular.EndsWith('ه') ? singular[..^1] + "ت" : singular;
            _duals.TryAdd(stem + "ان", term);
            if (singular.EndsWith('ه') || BrokenPlurals.Contains(singular))
                _duals.TryAdd(stem + "ين", term);
        }
    }
}
