using SahelWatch.Gazetteer;
using SahelWatch.Text;

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
    private readonly WritingStyle[] styles = new WritingStyle[3];
    private readonly List<PhraseHit<Term>>[] terms = [[], [], []];
    private readonly List<PhraseHit<WatchedName>> names = [];
    private int leadEnd;

    public List<Mention> Mentions { get; } = [];

    /// <summary>The evidence found, until it becomes part of the result.</summary>
    public List<Articles.Evidence> Why { get; } = [];

    public List<(string Id, int Count)> EntityCounts { get; } = [];

    public string Language { get; private set; } = "";

    public FoldedText this[ArticleField field] => fields[(int)field];

    public WritingStyle Style(ArticleField field) => styles[(int)field];

    public List<PhraseHit<Term>> Terms(ArticleField field) => terms[(int)field];

    public void Read(Lexicon lexicon, string title, string summary, string text, string language)
    {
        Mentions.Clear();
        Why.Clear();
        EntityCounts.Clear();
        Language = language;
        var words = lexicon.Words(language);
        fields[0].Reset(title);
        fields[1].Reset(summary);
        fields[2].Reset(text);
        leadEnd = summary.Length > 0 ? 0 : LeadLength;
        for (var field = ArticleField.Title; field <= ArticleField.Text; field++)
        {
            styles[(int)field] = WritingStyle.Of(this[field].Original);
            Terms(field).Clear();
            words.Vocabulary.Scan(this[field], Terms(field));
            names.Clear();
            lexicon.Names.Scan(this[field], names);
            foreach (var name in names)
                AddMention(words, field, name);
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
        foreach (var term in Terms(field))
        {
            if (term.Start > start + length + 1)
                break;
            if (term.Value.IsBorder && (term.Start == start + length + 1 || (term.Start < start && start - (term.Start + term.Length) <= preposition)))
                return true;
        }

        return false;
    }

    private void AddMention(LanguageWords words, ArticleField field, PhraseHit<WatchedName> hit)
    {
        if (hit.Value.Sense is not null && !Capitals.Allow(this, field, hit))
            return;
        var (place, other) = hit.Value.Sense is null ? default : Surroundings.Of(words, this, field, names, hit);
        Mentions.Add(new(hit.Value, field, ZoneOf(field, hit.Start), hit.Start, hit.Length, IsQuiet(field, hit.Start), place, other)
        {
            IsAcrossBorder = IsAtBorder(field, hit.Start, hit.Length),
        });
    }
}
