using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories.Indexing;

namespace SahelWatch.Stories.Sketching;

/// <summary>Reads what an article speaks of in a form that is the same in every language: gazetteer ids, event words, numbers.</summary>
internal sealed class MarkReader(EntrySet entries)
{
    private const int LeadWeight = 3; // what title and lead name counts as often as this
    private const int SmallNumber = 10; // below, any report has them
    private const int FirstYear = 1900;
    private const int LastYear = 2100;
    private const int MaxPlaces = 8;
    private const int LongWord = 7; // letters from which on a word that begins alike in English and French is mostly the same
    private const int CognateLength = 5;
    private const int LargestCount = 100_000; // what lies above is money, converted and rounded by every editor
    private const int MaxLeadNumbers = 16;
    private const int LeadLength = 400; // characters: two or three sentences

    private readonly NumberReader _numbers = new();
    private readonly Dictionary<uint, Mark> _found = [];
    private int _wordBefore; // the last word that was no part of a number
    private readonly HashSet<GazetteerEntry> _entries = [];
    private readonly HashSet<uint> _allNumbers = [];
    private readonly List<Fact> _leadNumbers = [];

    /// <summary>The settlements named in title and lead of the article last read.</summary>
    public string[] Places { get; private set; } = [];

    /// <summary>The gazetteer entries that the article last read names.</summary>
    public IReadOnlyCollection<GazetteerEntry> Named => _entries;

    /// <summary>Those of them that its title and lead put first.</summary>
    public IReadOnlyCollection<GazetteerEntry> Leading => [.. Places.Select(entries.Find).OfType<GazetteerEntry>()];

    /// <summary>The numbers of the article last read, ascending.</summary>
    public uint[] Numbers => [.. _allNumbers.Order()];

    /// <summary>The numbers of its title and lead with what they count.</summary>
    public Fact[] LeadNumbers => [.. _leadNumbers.Distinct().Take(MaxLeadNumbers)];

    /// <param name="hasBody">Whether there is a text to speak of: then its title, which editors write anew, is no evidence of what it counts.</param>
    public Mark[] Read(Article article, Tokens tokens, WordMeaning[] meanings, bool[] standing, int leadSentences, bool hasBody)
    {
        _found.Clear();
        _wordBefore = -1;
        _entries.Clear();
        _allNumbers.Clear();
        _leadNumbers.Clear();
        ReadEntries(article);
        _numbers.Clear();
        for (var i = 0; i < meanings.Length; i++)
        {
            var (token, meaning) = (tokens.List[i], meanings[i]);
            if (standing[token.Sentence])
                continue;
            var count = token.Sentence < leadSentences ? LeadWeight : 1;
            if (meaning.Concept != 0)
                Add(meaning.Concept, meaning.ConceptIsCommon ? MarkKind.CommonConcept : MarkKind.Concept, count);
            if (meaning is { Class: WordClass.Plain, Concept: 0, Number: null } && !token.Marks.HasFlag(TokenMarks.Digit))
                ReadWord(tokens.Folded(token), token.Marks);
            if (i == 0 || tokens.List[i - 1].Sentence != token.Sentence)
                EndNumber(tokens, meanings, i - 1, count, hasBody);
            if (!IsPartOfNumber(tokens, token, meaning))
                EndNumber(tokens, meanings, i, count, hasBody);
        }

        EndNumber(tokens, meanings, meanings.Length - 1, 1, hasBody);
        var marks = _found.Values.ToArray();
        Array.Sort(marks, (a, b) => a.Hash.CompareTo(b.Hash));
        return marks;
    }

    /// <summary>
    /// What another language may have in common with a word: how a name sounds, and how a long word begins. Arabic has no capitals: any word may be a name.
    /// </summary>
    private void ReadWord(ReadOnlySpan<char> word, TokenMarks marks)
    {
        var isArabic = ArabicPrefixes.IsArabic(word[0]);
        if ((isArabic || marks.HasFlag(TokenMarks.Capital)) && NameSound.Of(Stemmer.WithoutPrefix(word)) is { } sound)
            Add(Hashing.Mix(sound | (1UL << 40)), MarkKind.Name, 1);
        if (!isArabic && word.Length >= LongWord)
            Add(Hashing.Mix(Hashing.Word(word[..CognateLength]) | (1UL << 41)), MarkKind.Cognate, 1);
    }

    /// <summary>Whether the number goes on with this word.</summary>
    private bool IsPartOfNumber(Tokens tokens, Token token, WordMeaning meaning)
    {
        if (token.Marks.HasFlag(TokenMarks.Digit))
            _numbers.Digits(tokens.Folded(token), token.Marks.HasFlag(TokenMarks.Continues));
        else if (meaning.Number is { } value)
            _numbers.Word(value);
        else
            return tokens.Folded(token) is "and" or "et";
        return true;
    }

    /// <summary>Takes in the numbers read since the last word that was none.</summary>
    /// <param name="at">The word that follows them.</param>
    private void EndNumber(Tokens tokens, WordMeaning[] meanings, int at, int count, bool hasBody)
    {
        _numbers.Close();
        foreach (var number in _numbers.Numbers)
        {
            var value = (uint)Math.Min(number, uint.MaxValue);
            _allNumbers.Add(value);
            if (number <= 2 || number is >= FirstYear and <= LastYear)
                continue;
            Add(Hashing.Mix((ulong)number | (1UL << 48)), number < SmallNumber ? MarkKind.SmallNumber : MarkKind.Number, count);
            if (count != LeadWeight || number >= LargestCount || (hasBody && tokens.List[Math.Max(at - 1, 0)].Marks.HasFlag(TokenMarks.Title)))
                continue;
            _leadNumbers.Add(new Fact(value, meanings[at].Stem));
            if (_wordBefore >= 0)
                _leadNumbers.Add(new Fact(value, meanings[_wordBefore].Stem));
        }

        _numbers.Clear();
        _wordBefore = at >= 0 && meanings[at].Class == WordClass.Function ? _wordBefore : at;
    }

    private void ReadEntries(Article article)
    {
        var body = article.Text.Length > 0 ? article.Text : article.Summary;
        var known = article.Match.Entities;
        var title = entries.Scan(article.Title);
        var text = entries.Scan(body[..Math.Min(body.Length, known.Count > 0 ? LeadLength : Tokens.MaxCharacters)]);
        var countries = title.Concat(text).Where(h => !h.Ambiguous).SelectMany(h => h.Entry.Iso).ToHashSet();

        foreach (var id in known)
            AddEntry(id, 1);
        var lead = new List<GazetteerEntry>();
        foreach (var (hit, isTitle) in title.Select(h => (h, true)).Concat(text.Select(h => (h, false))))
        {
            // A name that is a word too ("to" is a town of Burkina Faso) is a place where matching took it for one.
            if (hit.Ambiguous && !known.Contains(hit.Entry.Id) && (known.Count > 0 || !hit.Entry.Iso.Any(countries.Contains)))
                continue;
            var isLead = isTitle || hit.Start < LeadLength;
            AddEntry(hit.Entry.Id, isLead ? LeadWeight : 1);
            if (isLead && hit.Entry.IsPlace)
                lead.Add(hit.Entry);
        }

        Places = PlacesOf(lead);
    }

    /// <summary>
    /// Where it was: settlements if any is named, a capital only where none is, for governments speak there of everything; else areas and countries, rivers
    /// last.
    /// </summary>
    private static string[] PlacesOf(List<GazetteerEntry> lead)
    {
        Func<GazetteerEntry, bool>[] finestFirst = [
            e => e.IsPoint && e.Kind != EntryKind.Capital, e => e.Kind is not (EntryKind.River or EntryKind.Lake), _ => true];
        var finest = finestFirst.Select(kind => lead.Where(kind).ToList()).FirstOrDefault(found => found.Count > 0) ?? [];
        return [.. finest.Select(e => e.Id).Distinct().Take(MaxPlaces)];
    }

    private void AddEntry(string id, int count)
    {
        if (entries.Find(id) is not { } entry)
            return;
        _entries.Add(entry);
        var kind = entry.Kind switch
        {
            EntryKind.Country => MarkKind.Country,
            EntryKind.Town or EntryKind.Village or EntryKind.Camp => MarkKind.Settlement,
            _ when entry.IsPlace => MarkKind.Area,
            _ => MarkKind.Actor,
        };
        Add(Hashing.Word(id), kind, count);
    }

    private void Add(uint hash, MarkKind kind, int count) =>
        _found[hash] = new Mark(hash, kind, (byte)Math.Min(_found.GetValueOrDefault(hash).Count + count, byte.MaxValue));
}
