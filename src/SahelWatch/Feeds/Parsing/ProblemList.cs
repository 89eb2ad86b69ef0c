namespace SahelWatch.Feeds.Parsing;

/// <summary>What was mended in one body: each sentence once, and no more than anybody reads.</summary>
internal sealed class ProblemList
{
    private readonly List<string> _problems = [];

    public IReadOnlyList<string> All => _problems;

    public void Add(string problem)
    {
        if (_problems.Count < FeedLimits.Problems && !_problems.Contains(problem))
            _problems.Add(problem);
    }
}
