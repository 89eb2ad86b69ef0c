using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories.Indexing;

namespace SahelWatch.Stories.Sketching;

/// <summary>Extracts language-independent features: gazetteer ids, event words, numbers, the sound of names.</summary>
internal sealed class MarkReader(EntrySet entries)
{
    private const int LeadWeight = 3; // count of a mark in title or lead; elsewhere it is 1
    private const int SmallNumber = 10; // smaller numbers occur in any report
    private const int FirstYear = 1900;
    private const int LastYear = 2100;
    private const int MaxPlaces = 8;
    private const int LongWord = 7; // from this length on, English and French words that begin alike mostly mean the same
    private const int CognateLength = 5;
    private const int LargestCount = 100_000; // larger numbers are mostly money, which editors convert and round
    private const int MaxLeadNumbers = 16;
    private const int LeadLength = 400; // characters: two or three sentences

    private readonly NumberReader _numbers = new();
    private readonly Dictionary<uint, Mark> _found = [];
    private int _wordBefore; // index of the last word that was not part of a number
    private readonly HashSet<GazetteerEntry> _entries = [];
    private readonly HashSet<uint> _allNumbers = [];
    private readonly List<Fact> _leadNumbers = [];

    /// <summary>Where the article last read says it happened: the finest places in title and lead.</summary>
    public string[] Places { get; private set; } = [];

    /// <summary>The gazetteer entries that the article last read names.</summary>
    public IReadOnlyCollection<GazetteerEntry> Named => _entries;

    /// <summary>The entries of <see cref="Places"/>.</summary>
    public IReadOnlyCollection<GazetteerEntry> Leading => [.. Places.Select(entries.Find).OfType<GazetteerEntry>()];

    /// <summary>The numbers of the article last read, ascending.</summary>
    public uint[] Numbers => [.. _allNumbers.Order()];

    /// <summary>The numbers of its lead with the words next to them, which say what they count.</summary>
    public Fact[] LeadNumbers => [.. _leadNumbers.Distinct().Take(MaxLeadNumbers)];

    /// <param name="hasBody">Whether the text can be a copy: then <see cref="LeadNumbers"/> leaves out those of the title, which editors rewrite.</param>
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
    /// What a word may share with one of another language: the sound of a name, the beginning of a long word. Arabic has no capitals: any word may be a name.
    /// </summary>
    private void ReadWord(ReadOnlySpan<char> word, TokenMarks marks)
    {
        var isArabic = ArabicPrefixes.IsArabic(word[0]);
        if ((isArabic || marks.HasFlag(TokenMarks.Capital)) && NameSound.Of(Stemmer.WithoutPrefix(word)) is { } sound)
            Add(Hashing.Mix(sound | (1UL << 40)), MarkKind.Name, 1);
        if (!isArabic && word.Length >= LongWord)
            Add(Hashing.Mix(Hashing.Word(word[..CognateLength]) | (1UL << 41)), MarkKind.Cognate, 1);
    }

    /// <summary>Whether this word continues the current number.</summary>
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

    /// <summary>Records the numbers read since the last other word.</summary>
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
    /// The settlements if there are any; else areas, countries and capitals (where governments announce everything); else rivers and lakes.
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
