namespace SahelWatch.Stories;

/// <summary>Finds the texts of the window that may report the same event: those that share the rarest words and marks.</summary>
internal sealed class EventFinder(Similarity similarity, Frequencies frequencies, IReadOnlyList<IndexedArticle> slots)
{
    /// <summary>Texts compared exactly with one arrival.</summary>
    public const int MaxCandidates = 32;

    private const int Keys = 24; // of each text its heaviest terms, and as many of its marks: what two reports of one event share is among them
    private const int CommonPostings = 256; // what is filed under a key in more texts tells nothing

    private readonly Postings _postings = new();
    private readonly int[] _found = new int[CommonPostings];
    private readonly Dictionary<int, double> _hits = [];
    private readonly List<(double Weight, uint Hash)> _keys = [];

    public void Add(int slot)
    {
        foreach (var (_, hash) in KeysOf(slots[slot]))
            _postings.Add(hash, slot);
    }

    /// <summary>The likeliest, most alike first, with how alike they are.</summary>
    public List<(IndexedArticle Article, double Similarity)> Candidates(IndexedArticle article, double atLeast)
    {
        _hits.Clear();
        foreach (var (weight, hash) in KeysOf(article))
        {
            var found = _postings.Find(hash, _found);
            if (found == CommonPostings)
                continue;
            foreach (var slot in _found.AsSpan(0, found))
                _hits[slot] = _hits.GetValueOrDefault(slot) + (weight * weight);
        }

        return [.. _hits.Where(h => slots[h.Key].IsRepresentative && !slots[h.Key].IsRetired && slots[h.Key] != article)
            .OrderByDescending(h => h.Value).ThenBy(h => slots[h.Key].Id.Value, StringComparer.Ordinal).Take(MaxCandidates)
            .Select(h => (slots[h.Key], similarity.Of(article, slots[h.Key])))
            .Where(c => c.Item2 >= atLeast).OrderByDescending(c => c.Item2)];
    }

    private List<(double Weight, uint Hash)> KeysOf(IndexedArticle article)
    {
        _keys.Clear();
        foreach (var term in article.Terms)
            _keys.Add((frequencies.Weight(term) * (term.Marks.HasFlag(TermMarks.Lead) ? 2 : 1), term.Hash));
        _keys.Sort((a, b) => b.Weight.CompareTo(a.Weight));
        if (_keys.Count > Keys)
            _keys.RemoveRange(Keys, _keys.Count - Keys);
        foreach (var mark in article.Marks)
        {
            if (mark.Kind is MarkKind.Settlement or MarkKind.Area or MarkKind.Actor or MarkKind.Concept or MarkKind.Number)
                _keys.Add((frequencies.Weight(mark), mark.Hash));
        }

        return _keys;
    }
}
