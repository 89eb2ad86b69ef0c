using SahelWatch.Domain;
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
    private const int LeadLength = 400; // characters: two or three sentences
    private const int Dateline = 3; // a name within the first characters of the text says where it was written

    private readonly NumberReader _numbers = new();
    private readonly Dictionary<uint, Mark> _found = [];

    /// <summary>The settlements named in title and lead of the article last read.</summary>
    public string[] Places { get; private set; } = [];

    public Mark[] Read(Article article, Tokens tokens, WordMeaning[] meanings, bool[] standing, int leadSentences)
    {
        _found.Clear();
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
            ReadNumber(tokens, token, meaning, i == 0 || tokens.List[i - 1].Sentence != token.Sentence, count);
        }

        ReadNumbers(1);
        var marks = _found.Values.ToArray();
        Array.Sort(marks, (a, b) => a.Hash.CompareTo(b.Hash));
        return marks;
    }

    private void ReadNumber(Tokens tokens, Token token, WordMeaning meaning, bool starts, int count)
    {
        if (starts)
            _numbers.Close();
        if (token.Marks.HasFlag(TokenMarks.Digit))
            _numbers.Digits(tokens.Folded(token), token.Marks.HasFlag(TokenMarks.Continues));
        else if (meaning.Number is { } value)
            _numbers.Word(value);
        else if (tokens.Folded(token) is not ("and" or "et"))
            ReadNumbers(count);
    }

    private void ReadNumbers(int count)
    {
        _numbers.Close();
        foreach (var number in _numbers.Numbers)
        {
            if (number > 2 && number is not (>= FirstYear and <= LastYear))
                Add(Hashing.Mix((ulong)number | (1UL << 48)), number < SmallNumber ? MarkKind.SmallNumber : MarkKind.Number, count);
        }

        _numbers.Clear();
    }

    private void ReadEntries(Article article)
    {
        var body = article.Text.Length > 0 ? article.Text : article.Summary;
        var known = article.Match.Entities;
        var title = entries.Scan(article.Title);
        var text = entries.Scan(known.Count > 0 && body.Length > LeadLength ? body[..LeadLength] : body);
        var countries = title.Concat(text).Where(h => !h.Ambiguous).SelectMany(h => h.Entry.Iso).ToHashSet();

        foreach (var id in known)
            AddEntry(id, 1);
        var lead = new List<GazetteerEntry>();
        foreach (var (hit, isTitle) in title.Select(h => (h, true)).Concat(text.Select(h => (h, false))))
        {
            if (hit.Ambiguous && !known.Contains(hit.Entry.Id) && !hit.Entry.Iso.Any(countries.Contains))
                continue;
            var isLead = isTitle || hit.Start < LeadLength;
            AddEntry(hit.Entry.Id, isLead ? LeadWeight : 1);
            if (isLead && hit.Entry.IsPlace && (isTitle || hit.Start >= Dateline))
                lead.Add(hit.Entry);
        }

        Places = PlacesOf(lead);
    }

    /// <summary>Where it was: settlements if any is named, a capital only where nothing else is, for governments speak there of everything; else areas and countries.</summary>
    private static string[] PlacesOf(List<GazetteerEntry> lead)
    {
        var finest = lead.Where(e => e.IsPoint && e.Kind != EntryKind.Capital).ToList();
        if (finest.Count == 0)
            finest = lead;
        return [.. finest.Select(e => e.Id).Distinct().Take(MaxPlaces)];
    }

    private void AddEntry(string id, int count)
    {
        if (entries.Find(id) is not { } entry)
            return;
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
