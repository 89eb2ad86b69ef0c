namespace SahelWatch.Benchmarks;

/// <summary>
/// The seeds with the longest elapsed time, from any thread. Elapsed time is only an upper bound for CPU time, too high on a busy machine, so the caller
/// measures these again.
/// </summary>
internal sealed class Slowest(int kept)
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<int, TimeSpan> _seeds = new();

    public IEnumerable<int> Seeds => _seeds.UnorderedItems.Select(s => s.Element).Order();

    public void Add(int seed, TimeSpan taken)
    {
        lock (_gate)
        {
            if (_seeds.Count < kept)
                _seeds.Enqueue(seed, taken);
            else
                _seeds.EnqueueDequeue(seed, taken);
        }
    }
}
