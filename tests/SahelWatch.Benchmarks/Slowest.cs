namespace SahelWatch.Benchmarks;

/// <summary>
/// The seeds that took longest by the clock, from any thread. The clock is an upper bound of what a thread computed, and too high where the machine is busy:
/// whoever asks measures these again.
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
