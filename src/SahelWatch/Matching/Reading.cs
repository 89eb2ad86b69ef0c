using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching.Senses;
using SahelWatch.Matching.Watchlists;

namespace SahelWatch.Matching;

/// <summary>
/// The state of matching one article: the folded fields, and the names and terms found in each. Its buffers are reused for the next article, so that
/// matching allocates only its result. The work is bounded: the text is truncated, and the number of names is limited.
/// </summary>
internal sealed class Reading
{
    /// <summary>Characters of a field that are read: a long report has 10,000, and its beginning says what it is about.</summary>
    public const int MostCharacters = 20_000;

    /// <summary>Names of an article that are weighed: a few dozen are enough, and a list of thousands is not an article.</summary>
    public const int MostMentions = 400;

    /// <summary>Characters of the text that serve as the lead if there is no summary: two or three sentences.</summary>
    private const int LeadLength = 400;

    private readonly FieldReading[] _fields = [new(), new(), new()];
    private readonly HashSet<Term> _seen = new(ReferenceEqualityComparer.Instance);
    private int _leadEnd;

    public List<Mention> Mentions { get; } = [];

    /// <summary>The evidence found so far; the result takes a copy.</summary>
    public List<Evidence> Why { get; } = [];

    /// <summary>The terms that help to disambiguate names, each once, in the order of their first occurrence.</summary>
    public List<Term> Testimony { get; } = [];

    public SenseJudge Senses { get; } = new();

    /// <summary>en, fr, ar or other.</summary>
    public string Language { get; private set; } = "";

    public FieldReading this[ArticleField field] => _fields[(int)field];

    /// <summary>The first pass over an article: finds the names of the gazetteer.</summary>
    /// <returns>Whether there are any; without one, only the outlet's country can make the article relevant.</returns>
    public bool FindNames(Lexicon lexicon, string title, string summary, string text)
    {
        Mentions.Clear();
        Why.Clear();
        _leadEnd = summary.Length > 0 ? 0 : LeadLength;
        return _fields[0].FindNames(lexicon, title) | _fields[1].FindNames(lexicon, summary) | _fields[2].FindNames(lexicon, text);
    }

    /// <summary>The second pass: finds the vocabulary of the language and evaluates the words around the names.</summary>
    public void Read(Lexicon lexicon, string language)
    {
        Language = language;
        Testimony.Clear();
        _seen.Clear();
        var words = lexicon.Words(language);
        for (var field = ArticleField.Title; field <= ArticleField.Text; field++)
        {
            var reading = this[field];
            reading.FindTerms(words);
            foreach (var term in reading.Terms)
            {
                if (term.Value.IsTestimony && _seen.Add(term.Value))
                    Testimony.Add(term.Value);
            }

            foreach (var name in reading.Names)
            {
                if (Mentions.Count < MostMentions && reading.IsWrittenAsName(name))
                    AddMention(words, field, name);
            }
        }
    }

    public Zone ZoneOf(ArticleField field, int start) => field switch
    {
        ArticleField.Title => Zone.Title,
        ArticleField.Summary => Zone.Lead,
        _ => start < _leadEnd ? Zone.Lead : Zone.Body,
    };

    private void AddMention(LanguageWords words, ArticleField field, PhraseHit<WatchedName> hit)
    {
        var reading = this[field];
        var isNamesake = !hit.Value.IsDecoy && Namesakes.Is(words.Neighbours, reading, hit);
        var (place, other) = hit.Value.Sense is null || isNamesake ? default : Surroundings.Of(words, reading, hit, field == ArticleField.Title);
        Mentions.Add(new(hit.Value, field, ZoneOf(field, hit.Start), hit.Start, hit.Length, reading.IsQuiet(hit.Start), place, other)
        {
            IsNamesake = isNamesake,
            IsListed = reading.IsListed(hit),
            IsAcrossBorder = reading.IsAtBorder(hit),
            IsOrigin = new Neighbours(reading.Folded.Span, hit.Start, hit.Length).IsOrigin,
        });
    }
}
