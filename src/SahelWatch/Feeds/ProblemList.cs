namespace SahelWatch.Feeds;

/// <summary>What was repaired in one body: each sentence once, up to a limit.</summary>
internal sealed class ProblemList()
{
    private const int Shown = 40; // characters of a name

    private readonly List<string> _problems = [];
    private readonly List<(string Sentence, string About)> _seen = [];

    /// <summary>Starts from the problems found before an attempt that may have to be repeated.</summary>
    public ProblemList(ProblemList before)
        : this() => _problems.AddRange(before._problems);

    public IReadOnlyList<string> All => _problems;

    public void Add(string problem)
    {
        problem = PrintableText.Of(problem);
        if (_problems.Count < FeedLimits.Problems && !_problems.Contains(problem))
            _problems.Add(problem);
    }

    /// <summary>May be called for every tag: composes the sentence only if it is new.</summary>
    /// <param name="sentence">With "{0}" in place of the name.</param>
    public void Add(string sentence, string about)
    {
        if (_problems.Count >= FeedLimits.Problems)
            return;
        about = about.Length <= Shown ? about : about[..Shown] + "…";
        if (_seen.Contains((sentence, about)))
            return;
        _seen.Add((sentence, about));
        Add(sentence.Replace("{0}", about, StringComparison.Ordinal));
    }
}
