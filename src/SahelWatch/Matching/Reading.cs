using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Matching;

/// <summary>
/// An article as the matcher reads it: folded fields, the names and terms found in each. Its buffers are used again for the next article, so that
/// matching allocates nothing but its result.
/// </summary>
internal sealed class Reading
{
    /// <summary>Without a summary, this much of the text stands in for one: two or three sentences.</summary>
    private const int LeadLength = 400;

    /// <summary>A line of boilerplate (related links, tags) is not believed to be longer than this.</summary>
    private const int BoilerplateLength = 200;

    private readonly FoldedText[] fields = [new(), new(), new()];
    private readonly WritingStyle?[] styles = new WritingStyle?[3];
    private readonly List<PhraseHit<Term>>[] terms = [[], [], []];
    private readonly List<PhraseHit<WatchedName>>[] names = [[], [], []];
    private readonly HashSet<Term> seen = new(ReferenceEqualityComparer.Instance);
    private readonly bool[] hasBoilerplate = new bool[3], hasBorder = new bool[3];
    private int leadEnd;

    public List<Mention> Mentions { get; } = [];

    /// <summary>The evidence found, until it becomes part of the result.</summary>
    public List<Domain.Evidence> Why { get; } = [];

    public List<(string Id, int Count)> EntityCounts { get; } = [];

    /// <summary>The terms that say something about the senses of names, each once, in the order in which they come first.</summary>
    public List<Term> Testimony { get; } = [];

    public string Language { get; private set; } = "";

    public FoldedText this[ArticleField field] => fields[(int)field];

    public WritingStyle Style(ArticleField field) => styles[(int)field] ??= WritingStyle.Of(this[field].Original);

    public List<PhraseHit<Term>> Terms(ArticleField field) => terms[(int)field];

    /// <summary>The first look at an article: the names of the gazetteer.</summary>
    /// <returns>Whether there is one. Without, nothing else in the article can count.</returns>
    public bool FindNames(Lexicon lexicon, string title, string summary, string text)
    {
        Mentions.Clear();
        Why.Clear();
        EntityCounts.Clear();
        fields[0].Reset(title);
        fields[1].Reset(summary);
        fields[2].Reset(text);
        leadEnd = summary.Length > 0 ? 0 : LeadLength;
        Array.Clear(styles);
        var found = false;
        for (var field = ArticleField.Title; field <= ArticleField.Text; field++)
        {
            var hits = names[(int)field];
            hits.Clear();
            lexicon.Names.Scan(this[field], hits);
            for (var i = 0; i < hits.Count && !found; i++)
                found = IsWrittenAsName(field, hits[i]);
        }

        return found;
    }

    /// <summary>The second look: what the words of its language say about the names that were found.</summary>
    public void Read(Lexicon lexicon, string language)
    {
        Language = language;
        Testimony.Clear();
        seen.Clear();
        var words = lexicon.Words(language);
        for (var field = ArticleField.Title; field <= ArticleField.Text; field++)
        {
            Terms(field).Clear();
            words.Vocabulary.Scan(this[field], Terms(field));
            Note(field);
            foreach (var name in names[(int)field])
            {
                if (IsWrittenAsName(field, name))
                    AddMention(words, field, name);
            }
        }
    }

    public Zone ZoneOf(ArticleField field, int start) => field switch
    {
        ArticleField.Title => Zone.Title,
        ArticleField.Summary => Zone.Lead,
        _ => start < leadEnd ? Zone.Lead : Zone.Body,
    };

    /// <summary>The words of a stretch as they stand in the article.</summary>
    public string Written(ArticleField field, int start, int length)
    {
        var at = this[field].Locate(start, length);
        return this[field].Original.Substring(at.Start, at.Length);
    }

    public bool IsQuiet(ArticleField field, int start)
    {
        if (!hasBoilerplate[(int)field])
            return false;
        foreach (var term in Terms(field))
        {
            if (term.Start >= start)
                break;
            if (!term.Value.IsBoilerplate || start - term.Start > BoilerplateLength)
                continue;
            var from = this[field].SourceOf(term.Start);
            if (!this[field].Original.AsSpan(from, this[field].SourceOf(start) - from).Contains('\n'))
                return true;
        }

        return false;
    }

    /// <summary>A border right after the name or, with a preposition between ("frontière avec le"), right before it.</summary>
    private bool IsAtBorder(ArticleField field, int start, int length)
    {
        const int preposition = 12;
        if (!hasBorder[(int)field])
            return false;
        foreach (var term in Terms(field))
        {
            if (term.Start > start + length + 1)
                break;
            if (term.Value.IsBorder && (term.Start == start + length + 1 || (term.Start < start && start - (term.Start + term.Length) <= preposition)))
                return true;
        }

        return false;
    }

    /// <summary>Gathers once what is asked about the terms of a field again and again.</summary>
    private void Note(ArticleField field)
    {
        var (boilerplate, border) = (false, false);
        foreach (var term in Terms(field))
        {
            boilerplate |= term.Value.IsBoilerplate;
            border |= term.Value.IsBorder;
            if (term.Value.IsTestimony && seen.Add(term.Value))
                Testimony.Add(term.Value);
        }

        (hasBoilerplate[(int)field], hasBorder[(int)field]) = (boilerplate, border);
    }

    private bool IsWrittenAsName(ArticleField field, PhraseHit<WatchedName> hit) => hit.Value.Sense is null || Capitals.Allow(this, field, hit);

    private void AddMention(LanguageWords words, ArticleField field, PhraseHit<WatchedName> hit)
    {
        var (place, other) = hit.Value.Sense is null ? default : Surroundings.Of(words, this, field, names[(int)field], hit);
        Mentions.Add(new(hit.Value, field, ZoneOf(field, hit.Start), hit.Start, hit.Length, IsQuiet(field, hit.Start), place, other)
        {
            IsAcrossBorder = IsAtBorder(field, hit.Start, hit.Length),
        });
    }
}
