using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching.Senses;
using SahelWatch.Matching.Watchlists;

namespace SahelWatch.Matching;

/// <summary>A field of an article: its folded text, and the names and terms found in it.</summary>
internal sealed class FieldReading
{
    /// <summary>Characters; the longest plausible line of boilerplate (related links, tags).</summary>
    private const int BoilerplateLength = 200;

    /// <summary>Characters; between a border and its country there is at most a preposition: "frontière avec le Niger".</summary>
    private const int PrepositionLength = 12;

    private readonly List<PhraseHit<Term>> _boilerplate = [], _borders = [];
    private readonly List<PhraseHit<bool>> _countryLists = [];
    private WritingStyle? _style;

    public FoldedText Folded { get; } = new();

    public List<PhraseHit<WatchedName>> Names { get; } = [];

    public List<PhraseHit<Term>> Terms { get; } = [];

    public WritingStyle Style => _style ??= WritingStyle.Of(Folded.Original);

    /// <returns>Whether any name is unambiguous or capitalised as names are.</returns>
    public bool FindNames(Lexicon lexicon, string text)
    {
        _style = null;
        Folded.Reset(text.Length > Reading.MostCharacters ? text[..Reading.MostCharacters] : text);
        Names.Clear();
        lexicon.Names.Scan(Folded, Names);
        foreach (var name in Names)
        {
            if (IsWrittenAsName(name))
                return true;
        }

        return false;
    }

    public void FindTerms(LanguageWords words)
    {
        Terms.Clear();
        _boilerplate.Clear();
        _borders.Clear();
        words.Vocabulary.Scan(Folded, Terms);
        Terms.RemoveAll(t => t.Value.NeedsCapitals && !Capitals.AreUsed(this, t.Start, t.Length));
        foreach (var term in Terms)
        {
            if (term.Value.IsBoilerplate)
                _boilerplate.Add(term);
            if (term.Value.IsBorder)
                _borders.Add(term);
        }

        Enumerations.Find(Folded.Span, Names, Terms, _countryLists);
    }

    /// <summary>Whether the name is unambiguous, or at least capitalised as names are.</summary>
    public bool IsWrittenAsName(PhraseHit<WatchedName> hit) => hit.Value.Sense is null || Capitals.Allow(this, hit);

    /// <summary>The original spelling of a range of the folded text.</summary>
    public string Written(int start, int length)
    {
        var at = Folded.Locate(start, length);
        return Folded.Original.Substring(at.Start, at.Length);
    }

    /// <summary>Whether the position is in a line that starts as boilerplate. Only the nearest such start before it matters: a line break after that one
    /// also follows the earlier ones.</summary>
    public bool IsQuiet(int start)
    {
        var nearest = Hits.LastUpTo(_boilerplate, start - 1);
        if (nearest < 0 || start - _boilerplate[nearest].Start > BoilerplateLength)
            return false;
        var from = Folded.SourceOf(_boilerplate[nearest].Start);
        return !Folded.Original.AsSpan(from, Folded.SourceOf(start) - from).Contains('\n');
    }

    /// <summary>Whether the name is in a list of countries most of which are not watched.</summary>
    public bool IsListed(PhraseHit<WatchedName> name) => Hits.Covering(_countryLists, name.Start) is >= 0 and var list && _countryLists[list].Value;

    /// <summary>Whether a word for border comes right after the name, or before it with at most a preposition in between.</summary>
    public bool IsAtBorder(PhraseHit<WatchedName> name)
    {
        var end = name.Start + name.Length;
        var after = Hits.LastUpTo(_borders, end + 1);
        if (after >= 0 && _borders[after].Start == end + 1)
            return true;
        var before = Hits.LastUpTo(_borders, name.Start - 1);
        return before >= 0 && name.Start - (_borders[before].Start + _borders[before].Length) <= PrepositionLength;
    }
}
