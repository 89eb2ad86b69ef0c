using SahelWatch.Stories.Indexing;

namespace SahelWatch.Stories.Copies;

/// <summary>
/// Finds whose text an article reprints. Star assignment, longest text first: every text that holds enough of it is a candidate to represent it, and a
/// longer text that arrives later displaces the representatives it holds. Only representatives are indexed, so a text reprinted a hundred times costs
/// the hundred-and-first no more than the second.
/// </summary>
internal sealed class CopyFinder(StoryOptions options, IReadOnlyList<IndexedArticle> slots)
{
    private const int CommonPostings = 64; // a 3-gram in more texts is a stock phrase and says nothing
    private const int MinShingles = 8; // ten words; shorter texts would be compared by chance phrases
    private const double Whole = 0.8; // a text with this share in another cannot have an opening of its own
    private const double RoundupPart = 0.6; // of an article of several events: more than this of it is not one of them but the article itself, cut
    private const double SharedOpening = 0.25; // of the 3-grams of the first sentences: an edited opening keeps more, chance phrases make less
    private const double SampledMargin = 0.5; // the lookup counts every second 3-gram; what reaches half of the threshold is counted exactly

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

    /// <summary>The containment if the two are copies; else null.</summary>
    public double? Compare(IndexedArticle a, IndexedArticle b)
    {
        Comparisons++;
        var smaller = Smaller(a, b);
        if (smaller < MinShingles)
            return null;
        var containment = (double)Shingles.Shared(a.Shingles, b.Shingles) / smaller;
        return containment >= options.CopyContainment && !IsPartOfRoundup(a, b) && SharesAnOpening(a, b, containment)
            && !FactVeto.Speaks(a, b, containment) && !TemplateVeto.Speaks(a, b, containment) ? containment : null;
    }

    /// <summary>Whether one is a report of one event, and the other an article of several that holds it.</summary>
    private static bool IsPartOfRoundup(IndexedArticle a, IndexedArticle b)
    {
        var (shorter, longer) = a.Shingles.Length <= b.Shingles.Length ? (a, b) : (b, a);
        return longer.IsRoundup && !shorter.IsRoundup && shorter.Shingles.Length < RoundupPart * longer.Shingles.Length;
    }

    /// <summary>A text that was cut or framed still shares the beginning of one of the two; texts that share an agency's background do not.</summary>
    internal static bool SharesAnOpening(IndexedArticle a, IndexedArticle b, double containment) =>
        containment >= Whole || OpensIn(a, b) || OpensIn(b, a);

    private static bool OpensIn(IndexedArticle a, IndexedArticle b) => Shingles.Shared(a.Opening, b.Shingles) >= SharedOpening * a.Opening.Length;

    private static int Smaller(IndexedArticle a, IndexedArticle b) => Math.Min(a.Shingles.Length, b.Shingles.Length);

    internal static bool IsSampled(uint shingle) => (shingle & 1) == 0;
}
