using System.Globalization;

namespace SahelWatch.Benchmarks;

/// <summary>
/// Samples the memory in use during a run, after full collections. Two samples are not enough, because caches and pools grow and shrink by megabytes. A leak
/// grows steadily, so it is measured as the median slope between all pairs of samples (Theil-Sen), which is robust against steps.
/// </summary>
internal sealed class MemoryGrowth(int count)
{
    private const int Checkpoints = 25;
    private const double Settling = 0.2; // of the run, while caches fill and code is compiled
    private const int FewestParses = 1_000;
    private const long Allowed = 8 << 20; // bytes over the whole run

    private readonly List<(int Parses, long Bytes)> _points = [];

    private bool IsMeasured => count >= FewestParses;

    /// <summary>Bytes per parse; 0 if the run was too short.</summary>
    private double Slope
    {
        get
        {
            var settled = _points.FindAll(p => p.Parses >= Settling * count);
            var slopes = from a in settled
                         from b in settled
                         where a.Parses < b.Parses
                         orderby (b.Bytes - a.Bytes) / (double)(b.Parses - a.Parses)
                         select (b.Bytes - a.Bytes) / (double)(b.Parses - a.Parses);
            return IsMeasured && slopes.ToArray() is { Length: > 0 } all ? all[all.Length / 2] : 0;
        }
    }

    public bool IsTooMuch => Slope * count > Allowed;

    public int NextCheckpoint(int done) => Math.Min(count, done + Math.Max(1, IsMeasured ? count / Checkpoints : count));

    public void Measure(int parses)
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        _points.Add((parses, GC.GetTotalMemory(forceFullCollection: false)));
    }

    public override string ToString() => IsMeasured
        ? string.Create(
            CultureInfo.InvariantCulture,
                $"memory in use {Slope:+0.0;-0.0;0} bytes per parse ({string.Join(' ', _points.Select(p => (p.Bytes / 1e6).ToString("F1", CultureInfo.InvariantCulture)))} MB)")
        : "too few parses to measure memory growth";
}
