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

    private IEnumerable<int> Likeliest(IndexedArticle article) => _scores
        .Where(score => slots[score.Key] is { IsRepresentative: true, IsRetired: false, IsRoundup: false } other && other != article)
        .OrderByDescending(score => score.Value)
        .ThenBy(score => slots[score.Key].Id.Value, StringComparer.Ordinal).Select(score => score.Key).Take(MaxCandidates);

    private IEnumerable<(float Weight, uint Hash)> KeysOf(IndexedArticle article)
    {
        var vector = Vector.Of(article, frequencies);
        var terms = article.Terms.Zip(vector.Terms, (term, weight) => (Weight: term.Marks.HasFlag(TermMarks.Lead) ? 2 * weight : weight, term.Hash));
        var marks =
            from mark in article.Marks.Zip(vector.Marks)
            where mark.First.Kind is MarkKind.Settlement or MarkKind.Area or MarkKind.Actor or MarkKind.Concept or MarkKind.Number
            select (mark.Second, mark.First.Hash);
        return Heaviest(terms, Terms).Concat(Heaviest(marks, Marks));
    }

    private static IEnumerable<(float Weight, uint Hash)> Heaviest(IEnumerable<(float Weight, uint Hash)> keys, int count) =>
        keys.OrderByDescending(key => key.Weight).ThenBy(key => key.Hash).Take(count);
}
