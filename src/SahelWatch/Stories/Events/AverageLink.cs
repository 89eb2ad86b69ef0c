using SahelWatch.Stories.Indexing;

namespace SahelWatch.Stories.Events;

/// <summary>
/// Agglomerative clustering by average link: the two most similar groups are merged while their average similarity is at least 1. Single link would chain
/// unrelated events through texts that mention both. Two groups that are each much closer within than to each other (two strikes, two elections) are two
/// events, however similar: the average must also reach a share of the similarity within the groups. That share is smaller if the texts have dates, since
/// reports of a developing event resemble those of the same day most. Pairs in two languages have less weight, because they are compared by fewer features.
/// </summary>
internal sealed class AverageLink(double cohesion, Func<IndexedArticle, IndexedArticle, double> similarity)
{
    private const int Formed = 3; // smaller groups have no meaningful average within
    private const double DatedShare = 0.5;
    private const double Foreign = 0.4; // weight of a pair in two languages; of a pair in one language it is 1
    private const int Sample = 12; // texts of a block that are compared; a story may have hundreds

    private List<IndexedArticle>?[] _groups = [];
    private Link[,] _links = new Link[0, 0];

    /// <param name="blocks">The initial groups: single texts, or texts that must stay together. The order breaks ties.</param>
    public List<List<IndexedArticle>> Join(IReadOnlyList<List<IndexedArticle>> blocks)
    {
        _groups = [.. blocks.Select(b => new List<IndexedArticle>(b))];
        _links = new Link[_groups.Length, _groups.Length];
        for (var i = 0; i < _groups.Length; i++)
        {
            for (var j = i; j < _groups.Length; j++)
                _links[i, j] = _links[j, i] = i == j ? Within(blocks[i]) : Between(blocks[i], blocks[j]);
        }

        while (Closest() is var (i, j) && i >= 0)
            Join(i, j);
        return [.. _groups.OfType<List<IndexedArticle>>()];
    }

    private (int, int) Closest()
    {
        var (best, at) = (0.0, (-1, -1));
        for (var i = 0; i < _groups.Length; i++)
        {
            for (var j = i + 1; j < _groups.Length && _groups[i] is not null; j++)
            {
                if (_groups[j] is not null && _links[i, j].Mean > best && MayJoin(i, j))
                    (best, at) = (_links[i, j].Mean, (i, j));
            }
        }

        return at;
    }

    private bool MayJoin(int i, int j)
    {
        if (_links[i, j].Mean < 1)
            return false;
        return _groups[i]!.Count < Formed || _groups[j]!.Count < Formed
            || _links[i, j].Mean >= (IsDated(_groups[i]!) && IsDated(_groups[j]!) ? DatedShare : 1) * cohesion
                * Math.Sqrt(_links[i, i].Mean * _links[j, j].Mean);
    }

    private static bool IsDated(List<IndexedArticle> texts) => texts.Exists(t => t.Published is not null);

    private void Join(int i, int j)
    {
        _links[i, i] += _links[j, j] + _links[i, j];
        for (var k = 0; k < _groups.Length; k++)
        {
            if (k != i)
                _links[i, k] = _links[k, i] = _links[i, k] + _links[j, k];
        }

        _groups[i]!.AddRange(_groups[j]!);
        _groups[j] = null;
    }

    private Link Within(List<IndexedArticle> block)
    {
        var texts = Sampled(block);
        return Sum(texts.SelectMany((a, i) => texts.Skip(i + 1).Select(b => (a, b))), PairsOf(block.Count) / Math.Max(1, PairsOf(texts.Count)));
    }

    private Link Between(List<IndexedArticle> a, List<IndexedArticle> b)
    {
        var (textsA, textsB) = (Sampled(a), Sampled(b));
        return Sum(textsA.SelectMany(x => textsB.Select(y => (x, y))), (double)a.Count * b.Count / (textsA.Count * textsB.Count));
    }

    private static double PairsOf(int texts) => texts * (texts - 1) / 2.0;

    /// <param name="times">The number of pairs that each of these represents.</param>
    private Link Sum(IEnumerable<(IndexedArticle A, IndexedArticle B)> pairs, double times)
    {
        var sum = default(Link);
        foreach (var (a, b) in pairs)
        {
            var weight = times * (a.Language == b.Language ? 1 : Foreign);
            sum += new Link(weight * similarity(a, b), weight);
        }

        return sum;
    }

    private static List<IndexedArticle> Sampled(List<IndexedArticle> block) =>
        block.Count <= Sample ? block : [.. Enumerable.Range(0, Sample).Select(i => block[i * block.Count / Sample])];

    /// <summary>The weighted sum of the similarities of pairs of texts.</summary>
    private readonly record struct Link(double Sum, double Weight)
    {
        public double Mean => Weight == 0 ? 0 : Sum / Weight;

        public static Link operator +(Link a, Link b) => new(a.Sum + b.Sum, a.Weight + b.Weight);
    }
}
