using SahelWatch.Stories.Indexing;

namespace SahelWatch.Stories.Events;

/// <summary>
/// Agglomerative clustering by average link: the two most alike groups are joined while their average similarity reaches 1. Single link chains unrelated events
/// over texts that mention both; average link does not. Two groups of reports, each much closer among themselves than to the other, are two events however
/// alike these are (two strikes, two elections): so the average must also reach a share of what holds the groups together, a smaller one where the second
/// follows upon the first within three days, as reports of one event that develops do.
/// </summary>
internal sealed class AverageLink(double cohesion, Func<IndexedArticle, IndexedArticle, double> similarity)
{
    private const int Formed = 3; // texts from which on a group has a cohesion of its own
    private const double FollowingShare = 0.5;
    private static readonly TimeSpan Pause = TimeSpan.FromDays(3);
    private const int Sample = 12; // texts of a block that are compared: a story of hundreds of reports is known by some of them

    private List<IndexedArticle>?[] _groups = [];
    private double[,] _links = new double[0, 0];

    /// <param name="blocks">Groups to begin with, each of one text or of several that stay together; the order breaks ties.</param>
    public List<List<IndexedArticle>> Join(IReadOnlyList<List<IndexedArticle>> blocks)
    {
        _groups = [.. blocks.Select(b => new List<IndexedArticle>(b))];
        _links = new double[_groups.Length, _groups.Length];
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
                if (_groups[j] is not null && _links[i, j] > best && MayJoin(i, j))
                    (best, at) = (_links[i, j], (i, j));
            }
        }

        return at;
    }

    private bool MayJoin(int i, int j)
    {
        if (_links[i, j] < 1)
            return false;
        return _groups[i]!.Count < Formed || _groups[j]!.Count < Formed
            || _links[i, j] >= (Follow(_groups[i]!, _groups[j]!) ? FollowingShare : 1) * cohesion * Math.Sqrt(_links[i, i] * _links[j, j]);
    }

    /// <summary>Whether the reports of one group come upon those of the other without a pause. Without dates nobody knows.</summary>
    private static bool Follow(List<IndexedArticle> a, List<IndexedArticle> b)
    {
        var (datesA, datesB) = (a.Select(t => t.Published).OfType<DateTimeOffset>().ToList(), b.Select(t => t.Published).OfType<DateTimeOffset>().ToList());
        return datesA.Count > 0 && datesB.Count > 0 && datesA.Min() - datesB.Max() <= Pause && datesB.Min() - datesA.Max() <= Pause;
    }

    private void Join(int i, int j)
    {
        double a = _groups[i]!.Count, b = _groups[j]!.Count;
        var (pairsA, pairsB) = (a * (a - 1) / 2, b * (b - 1) / 2);
        _links[i, i] = ((_links[i, i] * pairsA) + (_links[j, j] * pairsB) + (_links[i, j] * a * b)) / (pairsA + pairsB + (a * b));
        for (var k = 0; k < _groups.Length; k++)
        {
            if (k != i)
                _links[i, k] = _links[k, i] = ((_links[i, k] * a) + (_links[j, k] * b)) / (a + b);
        }

        _groups[i]!.AddRange(_groups[j]!);
        _groups[j] = null;
    }

    private double Within(List<IndexedArticle> block)
    {
        var texts = Sampled(block);
        var pairs = texts.SelectMany((a, i) => texts.Skip(i + 1).Select(b => similarity(a, b))).ToList();
        return pairs.Count == 0 ? 0 : pairs.Average();
    }

    private double Between(List<IndexedArticle> a, List<IndexedArticle> b) => Sampled(a).SelectMany(x => Sampled(b).Select(y => similarity(x, y))).Average();

    private static List<IndexedArticle> Sampled(List<IndexedArticle> block) =>
        block.Count <= Sample ? block : [.. Enumerable.Range(0, Sample).Select(i => block[i * block.Count / Sample])];
}
