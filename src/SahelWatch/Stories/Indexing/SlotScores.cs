namespace SahelWatch.Stories.Indexing;

/// <summary>Scores by slot, added up during one lookup; clearing costs only as much as was touched.</summary>
internal sealed class SlotScores
{
    private readonly List<int> _touched = [];
    private float[] _scores = new float[1024];

    /// <summary>The slots that have a score, in no order.</summary>
    public IReadOnlyList<int> Touched => _touched;

    public float this[int slot] => _scores[slot];

    public void Add(int slot, float score)
    {
        if (slot >= _scores.Length)
            Array.Resize(ref _scores, Math.Max(slot + 1, _scores.Length * 2));
        if (_scores[slot] == 0)
            _touched.Add(slot);
        _scores[slot] += score;
    }

    public void Clear()
    {
        foreach (var slot in _touched)
            _scores[slot] = 0;
        _touched.Clear();
    }
}
