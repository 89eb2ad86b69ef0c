using SahelWatch.Stories.Indexing;

namespace SahelWatch.Stories.Events;

/// <summary>Finds candidates for the same event: the texts of the window that share the rarest words and marks with an article.</summary>
internal sealed class EventFinder(Similarity similarity, Frequencies frequencies, IReadOnlyList<IndexedArticle> slots)
{
    /// <summary>Texts compared exactly with one arrival.</summary>
    public const int MaxCandidates = 32;

    private const int Terms = 24; // the heaviest terms of each text are its keys; reports of one event share some of them
    private const int Marks = 12; // the heaviest marks, for reports in another language
    private const int Latest = 64; // texts read per key; if there are more, the latest

    private readonly Postings _postings = new();
    private readonly int[] _found = new int[Latest];
    private readonly Dictionary<int, float> _scores = [];
    private readonly List<(float Weight, uint Hash)> _keys = [];

    public void Add(int slot)
    {
        foreach (var (_, hash) in KeysOf(slots[slot]))
            _postings.Add(hash, slot);
    }

    /// <summary>The best candidates and their similarity, the most similar first.</summary>
    public List<(IndexedArticle Article, double Similarity)> Candidates(IndexedArticle article, double atLeast)
    {
        _scores.Clear();
        foreach (var (weight, hash) in KeysOf(article))
        {
            foreach (var slot in _found.AsSpan(0, _postings.Find(hash, _found)))
                _scores[slot] = _scores.GetValueOrDefault(slot) + (weight * weight);
        }

        return [.. Likeliest(article).Select(slot => (slots[slot], similarity.Of(article, slots[slot]))).Where(c => c.Item2 >= atLeast)
            .OrderByDescending(c => c.Item2).ThenBy(c => c.Item1.Id.Value, StringComparer.Ordinal)];
    }

    private IEnumerable<int> Likeliest(IndexedArticle article)
    {
        var likely = _scores.Keys.Where(slot => slots[slot] is { IsRepresentative: true, IsRetired: false, IsRoundup: false } other && other != article)
            .ToArray();
        Array.Sort(likely, (a, b) => _scores[a] != _scores[b] ? _scores[b].CompareTo(_scores[a]) : string.CompareOrdinal(slots[a].Id.Value, slots[b].Id.Value));
        return likely.Take(MaxCandidates);
    }

    private List<(float Weight, uint Hash)> KeysOf(IndexedArticle article)
    {
        var vector = Vector.Of(article, frequencies);
        _keys.Clear();
        for (var i = 0; i < article.Terms.Length; i++)
            _keys.Add((article.Terms[i].Marks.HasFlag(TermMarks.Lead) ? 2 * vector.Terms[i] : vector.Terms[i], article.Terms[i].Hash));
        Keep(0, Terms);
        var terms = _keys.Count;
        for (var i = 0; i < article.Marks.Length; i++)
        {
            if (article.Marks[i].Kind is MarkKind.Settlement or MarkKind.Area or MarkKind.Actor or MarkKind.Concept or MarkKind.Number)
                _keys.Add((vector.Marks[i], article.Marks[i].Hash));
        }

        Keep(terms, Marks);
        return _keys;
    }

    /// <summary>Of the keys from a position on, keeps the heaviest.</summary>
    private void Keep(int from, int count)
    {
        if (_keys.Count - from <= count)
            return;
        _keys.Sort(from, _keys.Count - from,
            Comparer<(float Weight, uint Hash)>.Create((a, b) => a.Weight != b.Weight ? b.Weight.CompareTo(a.Weight) : a.Hash.CompareTo(b.Hash)));
        _keys.RemoveRange(from + count, _keys.Count - from - count);
    }
}
