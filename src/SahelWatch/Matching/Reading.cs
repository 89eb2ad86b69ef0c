using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching.Senses;
using SahelWatch.Matching.Watchlists;

namespace SahelWatch.Matching;

/// <summary>
/// An article as it is read: the folded fields, and the names and terms found in each. The work is bounded: the text is truncated, and the number of names is
/// limited.
/// </summary>
internal sealed class Reading
{
    /// <summary>Characters of a field that are read: a long report has 10,000, and its beginning says what it is about.</summary>
    public const int MostCharacters = 20_000;

    /// <summary>Names of an article that are weighed: a few dozen are enough, and a list of thousands is not an article.</summary>
    public const int MostMentions = 400;

    /// <summary>Characters of the text that serve as the lead if there is no summary: two or three sentences.</summary>
    private const int LeadLength = 400;

    private readonly FieldReading[] _fields;
    private readonly int _leadEnd;

    /// <summary>Finds the names of the gazetteer. Without one, only the outlet's country can make the article relevant.</summary>
    /// <param name="buffers">Three, used as long as the reading is.</param>
    public Reading(Watchlist watchlist, string title, string summary, string text, FieldBuffers[] buffers)
    {
        _fields = [new(watchlist, title, buffers[0]), new(watchlist, summary, buffers[1]), new(watchlist, text, buffers[2])];
        _leadEnd = summary.Length > 0 ? 0 : LeadLength;
    }

    /// <summary>Whether any name is unambiguous or capitalised as names are.</summary>
    public bool HasNames => _fields.Any(f => f.Names.Exists(f.IsWrittenAsName));

    public List<Mention> Mentions { get; } = [];

    /// <summary>In the order of the article.</summary>
    public List<TermMention> Terms { get; } = [];

    /// <summary>en, fr, ar or other.</summary>
    public string Language { get; private set; } = "";

    public FieldReading this[ArticleField field] => _fields[(int)field];

    /// <summary>The second pass: finds the vocabulary of the language and evaluates the words around the names.</summary>
    public void Read(Watchlist watchlist, string language)
    {
        Language = language;
        var words = watchlist.Words(language);
        foreach (var field in Enum.GetValues<ArticleField>())
        {
            var reading = this[field];
            reading.FindTerms(words);
            Terms.AddRange(reading.Terms.Select(t => new TermMention(t.Value, field, ZoneOf(field, t.Start), t.Start, t.Length)));
            Mentions.AddRange(reading.Names.Where(reading.IsWrittenAsName).Take(MostMentions - Mentions.Count).Select(name => MentionOf(field, name)));
        }
    }

    /// <summary>What the result says about a word.</summary>
    public Evidence EvidenceAt(ArticleField field, int start, int length, string? entry, double weight) =>
        new(this[field].Written(start, length), field.ToString().ToLowerInvariant(), entry, Math.Round(weight, 2));

    private Zone ZoneOf(ArticleField field, int start) => field switch
    {
        ArticleField.Title => Zone.Title,
        ArticleField.Summary => Zone.Lead,
        _ => start < _leadEnd ? Zone.Lead : Zone.Body,
    };

    private Mention MentionOf(ArticleField field, PhraseHit<WatchedName> hit)
    {
        var reading = this[field];
        var isNamesake = !hit.Value.IsDecoy && Namesakes.Is(reading, hit);
        var (place, other) = hit.Value.Sense is null || isNamesake ? default : Surroundings.Of(reading, hit, field == ArticleField.Title);
        var neighbours = new Neighbours(reading.Folded.Span, hit.Start, hit.Length);
        return new()
        {
            Name = hit.Value,
            Field = field,
            Zone = ZoneOf(field, hit.Start),
            Start = hit.Start,
            Length = hit.Length,
            IsQuiet = reading.IsQuiet(hit.Start),
            Place = place,
            Other = other,
            IsNamesake = isNamesake,
            IsListed = reading.IsListed(hit) || (neighbours.IsExample && hit.Value.Entry?.Kind == EntryKind.Country),
            IsAcrossBorder = reading.IsAtBorder(hit),
            IsOrigin = neighbours.IsOrigin || reading.Terms.At(hit.Start + hit.Length + 1) is { } next && next.Value.Is(Roles.Abroad),
        };
    }
}
