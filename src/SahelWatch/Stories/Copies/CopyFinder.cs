using SahelWatch.Stories.Indexing;

namespace SahelWatch.Stories.Copies;

/// <summary>
/// Finds the text that an article reprints. Of texts that contain one another the longest represents the others; a longer one that arrives later displaces it.
/// Only representatives are indexed, so the hundredth reprint costs no more than the second.
/// </summary>
internal sealed class CopyFinder(StoryOptions options, IReadOnlyList<IndexedArticle> slots)
{
    private const int CommonPostings = 64; // a 3-gram in more texts is a stock phrase
    private const int MinShingles = 8; // ten words; shorter texts have phrases in common by chance
    private const double Whole = 0.8; // with this share in common, the openings cannot differ
    private const double SharedOpening = 0.25; // of the 3-grams of the opening: an edited opening keeps more, unrelated texts share less
    private const double SampledMargin = 0.5; // the lookup counts every second 3-gram; texts with half of the threshold are compared exactly

    private readonly Postings _postings = new();
    private readonly int[] _found = new int[CommonPostings];
    private readonly SlotScores _hits = new();

    /// <summary>The number of exact comparisons so far.</summary>
    public long Comparisons { get; private set; }

    public void Add(int slot)
    {
        foreach (var shingle in slots[slot].Shingles)
        {
            if (IsSampled(shingle))
                _postings.Add(shingle, slot);
        }
    }

    /// <summary>The representatives whose text the article shares, best match first.</summary>
    public List<(IndexedArticle Representative, double Containment)> Candidates(IndexedArticle article)
    {
        _hits.Clear();
        foreach (var shingle in article.Shingles)
        {
            if (!IsSampled(shingle))
                continue;
            var found = _postings.Find(shingle, _found);
            if (found == CommonPostings)
                continue;
            foreach (var slot in _found.AsSpan(0, found))
                _hits.Add(slot, 1);
        }

        var candidates = new List<(IndexedArticle, double)>();
        foreach (var slot in _hits.Touched)
        {
            var (other, hits) = (slots[slot], _hits[slot]);
            if (!other.IsRepresentative || other.IsRetired || other.Id == article.Id
                || 2 * hits < SampledMargin * options.CopyContainment * Smaller(article, other))
                continue;
            if (Compare(article, other) is { } containment)
                candidates.Add((other, containment));
        }

        candidates.Sort((a, b) => b.Item2 != a.Item2 ? b.Item2.CompareTo(a.Item2) : IndexedArticle.ByLength(a.Item1, b.Item1));
        return candidates;
    }

    /// <summary>The share of the shorter text that the other contains, if they are copies; otherwise null.</summary>
    public double? Compare(IndexedArticle a, IndexedArticle b)
    {
        Comparisons++;
        var smaller = Smaller(a, b);
        if (smaller < MinShingles)
            return null;
        var containment = (double)Shingles.Shared(a.Shingles, b.Shingles) / smaller;
        return containment >= options.CopyContainment && SharesAnOpening(a, b, containment) && !FactVeto.Applies(a, b, containment) ? containment : null;
    }

    /// <summary>Whether one text contains the opening of the other. A shortened or framed copy does; texts that only share background do not.</summary>
    internal static bool SharesAnOpening(IndexedArticle a, IndexedArticle b, double containment) =>
        containment >= Whole || OpensIn(a, b) || OpensIn(b, a);

    private static bool OpensIn(IndexedArticle a, IndexedArticle b) => Shingles.Shared(a.Opening, b.Shingles) >= SharedOpening * a.Opening.Length;

    private static int Smaller(IndexedArticle a, IndexedArticle b) => Math.Min(a.Shingles.Length, b.Shingles.Length);

    internal static bool IsSampled(uint shingle) => (shingle & 1) == 0;
}
