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

    private WritingStyle? _style;
    private IReadOnlyList<PhraseHit<Term>> _boilerplate = [], _borders = [];
    private IReadOnlyList<PhraseHit<bool>> _countryLists = [];

    public FieldReading(Watchlist watchlist, string text, FieldBuffers buffers)
    {
        (Folded, Names) = (buffers.Folded, buffers.Names);
        Names.Clear();
        Folded.Reset(text.Length > Reading.MostCharacters ? text[..Reading.MostCharacters] : text);
        watchlist.Names.Scan(Folded, Names);
    }

    public FoldedText Folded { get; }

    public List<PhraseHit<WatchedName>> Names { get; }

    public List<PhraseHit<Term>> Terms { get; } = [];

    /// <summary>The words of its language.</summary>
    public LanguageWords Words { get; private set; } = LanguageWords.None;

    public WritingStyle Style => _style ??= WritingStyle.Of(Folded.Original);

    public void FindTerms(LanguageWords words)
    {
        Words = words;
        words.Vocabulary.Scan(Folded, Terms);
        Terms.RemoveAll(t => t.Value.NeedsCapitals && !Capitals.AreUsed(this, t.Start, t.Length));
        _boilerplate = Terms.FindAll(t => t.Value.Is(Roles.Boilerplate));
        _borders = Terms.FindAll(t => t.Value.Is(Roles.Borders));
        _countryLists = Enumerations.Find(this);
    }

    /// <summary>Whether the name is unambiguous, or at least capitalised as names are.</summary>
    public bool IsWrittenAsName(PhraseHit<WatchedName> hit) => hit.Value.Sense is null || Capitals.Allow(this, hit);

    /// <summary>The original spelling of a range of the folded text.</summary>
    public string Written(int start, int length)
    {
        var at = Folded.Locate(start, length);
        return Folded.Original.Substring(at.Start, at.Length);
    }

    /// <summary>Whether the letter that a position of the folded text comes from is a capital.</summary>
    public bool IsCapital(int position) => char.IsUpper(Folded.Original[Folded.SourceOf(position)]);

    /// <summary>Whether the position is in a line that starts as boilerplate. Only the nearest such start before it matters: a line break after that one
    /// also follows the earlier ones.</summary>
    public bool IsQuiet(int start)
    {
        if (_boilerplate.LastUpTo(start - 1) is not { } nearest || start - nearest.Start > BoilerplateLength)
            return false;
        var from = Folded.SourceOf(nearest.Start);
        return !Folded.Original.AsSpan(from, Folded.SourceOf(start) - from).Contains('\n');
    }

    /// <summary>Whether the name is in a list of countries most of which are not watched.</summary>
    public bool IsListed(PhraseHit<WatchedName> name) => _countryLists.At(name.Start) is { Value: true };

    /// <summary>Whether a word for border comes right after the name, or before it with at most a preposition in between.</summary>
    public bool IsAtBorder(PhraseHit<WatchedName> name)
    {
        var next = name.Start + name.Length + 1;
        return _borders.LastUpTo(next) is { } after && after.Start == next
            || _borders.LastUpTo(name.Start - 1) is { } before && name.Start - (before.Start + before.Length) <= PrepositionLength;
    }
}

/// <summary>What every field of every article fills, so reused.</summary>
internal sealed record FieldBuffers
{
    public FoldedText Folded { get; } = new();

    public List<PhraseHit<WatchedName>> Names { get; } = [];
}
