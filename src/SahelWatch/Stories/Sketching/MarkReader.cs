using SahelWatch.Language;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories.Indexing;

namespace SahelWatch.Stories.Sketching;

/// <summary>The language-independent features of an article: gazetteer ids, event words, numbers, the sound of names.</summary>
internal sealed class MarkReader
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

    private readonly EntrySet _entries;
    private readonly Dictionary<uint, Mark> _found = [];
    private readonly HashSet<GazetteerEntry> _named = [];
    private readonly HashSet<uint> _numbers = [];
    private readonly List<Fact> _leadNumbers = [];

    /// <param name="tokens">The article's words without boilerplate.</param>
    /// <param name="hasBody">Whether the text can be a copy: then <see cref="LeadNumbers"/> leaves out those of the title, which editors rewrite.</param>
    public MarkReader(EntrySet entries, Article article, IReadOnlyList<Token> tokens, bool hasBody)
    {
        _entries = entries;
        Places = [.. ReadEntries(article).Select(e => e.Id).Distinct().Take(MaxPlaces)];
        foreach (var token in tokens)
            ReadWord(token);
        foreach (var run in NumberReader.Read(tokens, article.Language))
        {
            foreach (var number in run.Values)
                ReadNumber(number, run, tokens, hasBody);
        }
    }

    public Mark[] Marks => [.. _found.Values.OrderBy(m => m.Hash)];

    /// <summary>Where the article says it happened: the finest places in title and lead.</summary>
    public string[] Places { get; }

    /// <summary>The gazetteer entries that the article names.</summary>
    public IReadOnlyCollection<GazetteerEntry> Named => _named;

    /// <summary>The numbers of the article, ascending.</summary>
    public uint[] Numbers => [.. _numbers.Order()];

    /// <summary>The numbers of its lead with the words next to them, which say what they count.</summary>
    public Fact[] LeadNumbers => [.. _leadNumbers.Distinct().Take(MaxLeadNumbers)];

    private static int Weight(Token token) => token.Sentence < SketchReader.LeadSentences ? LeadWeight : 1;

    /// <summary>
    /// The event word, or what a word may share with one of another language: the sound of a name, the beginning of a long word. Arabic has no capitals: any
    /// word may be a name.
    /// </summary>
    private void ReadWord(Token token)
    {
        var (word, text) = (token.Word, token.Word.Text);
        if (word.Concept != 0)
            Add(word.Concept, word.ConceptIsCommon ? MarkKind.CommonConcept : MarkKind.Concept, Weight(token));
        if (word is not { Class: WordClass.Plain, Concept: 0, Number: null } || token.IsDigits)
            return;
        var isArabic = ArabicPrefixes.IsArabic(text[0]);
        if ((isArabic || token.Marks.HasFlag(TokenMarks.Capital)) && NameSound.Of(Stemmer.WithoutPrefix(text)) is { } sound)
            Add(Hashing.Mix(sound | (1UL << 40)), MarkKind.Name, 1);
        if (!isArabic && text.Length >= LongWord)
            Add(Hashing.Mix(Hashing.Word(text.AsSpan(0, CognateLength)) | (1UL << 41)), MarkKind.Cognate, 1);
    }

    private void ReadNumber(long number, NumberRun run, IReadOnlyList<Token> tokens, bool hasBody)
    {
        var (value, last) = ((uint)Math.Min(number, uint.MaxValue), tokens[run.End - 1]);
        var weight = run.End < tokens.Count ? Weight(tokens[run.End]) : 1; // by what follows: a number that ends the lead is seldom its news
        _numbers.Add(value);
        if (number <= 2 || number is >= FirstYear and <= LastYear)
            return;
        Add(Hashing.Mix((ulong)number | (1UL << 48)), number < SmallNumber ? MarkKind.SmallNumber : MarkKind.Number, weight);
        if (weight == LeadWeight && number < LargestCount && !(hasBody && last.IsInTitle))
            _leadNumbers.AddRange(SketchReader.Beside(tokens, run.Start, run.End - 1).Select(beside => new Fact(value, beside)));
    }

    /// <returns>Where it happened: the settlements in title and lead if there are any; else areas, countries and capitals (where governments announce
    /// everything); else rivers and lakes.</returns>
    private IEnumerable<GazetteerEntry> ReadEntries(Article article)
    {
        var body = article.Text.Length > 0 ? article.Text : article.Summary;
        var known = article.Match.Entities;
        var title = _entries.Scan(article.Title);
        var text = _entries.Scan(body[..Math.Min(body.Length, known.Count > 0 ? LeadLength : Tokens.MaxCharacters)]);
        var countries = title.Concat(text).Where(h => !h.Ambiguous).SelectMany(h => h.Entry.Iso).ToHashSet();

        foreach (var entry in known.Select(_entries.Find).OfType<GazetteerEntry>())
            AddEntry(entry, 1);
        var lead = new List<GazetteerEntry>();
        foreach (var (hit, isLead) in title.Select(h => (h, true)).Concat(text.Select(h => (h, h.Start < LeadLength))))
        {
            // A name that is a word too ("to" is a town of Burkina Faso) is a place where matching took it for one.
            if (hit.Ambiguous && !known.Contains(hit.Entry.Id) && (known.Count > 0 || !hit.Entry.Iso.Any(countries.Contains)))
                continue;
            AddEntry(hit.Entry, isLead ? LeadWeight : 1);
            if (isLead && hit.Entry.IsPlace)
                lead.Add(hit.Entry);
        }

        return lead.GroupBy(e => e.IsPoint && e.Kind != EntryKind.Capital ? 0 : e.Kind is not (EntryKind.River or EntryKind.Lake) ? 1 : 2)
            .MinBy(g => g.Key) ?? Enumerable.Empty<GazetteerEntry>();
    }

    private void AddEntry(GazetteerEntry entry, int count)
    {
        _named.Add(entry);
        var kind = entry.Kind switch
        {
            EntryKind.Country => MarkKind.Country,
            EntryKind.Town or EntryKind.Village or EntryKind.Camp => MarkKind.Settlement,
            _ when entry.IsPlace => MarkKind.Area,
            _ => MarkKind.Actor,
        };
        Add(Hashing.Word(entry.Id), kind, count);
    }

    private void Add(uint hash, MarkKind kind, int count) =>
        _found[hash] = new Mark(hash, kind, (byte)Math.Min(_found.GetValueOrDefault(hash).Count + count, byte.MaxValue));
}
