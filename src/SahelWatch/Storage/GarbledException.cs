namespace SahelWatch.Storage;

/// <summary>
/// A blob is there, and its content makes no sense: that blob's fault, while the store works. Whoever can go on without it sets it aside
/// (<see cref="Quarantine"/>); whoever cannot lets this end what depends on that blob, and nothing else.
/// </summary>
public sealed class GarbledException(string blob, string problem, Exception? inner = null)
    : Exception($"{blob} cannot be read: {problem} Restore it from a backup, or move it away: the next run goes on without it.", inner)
{
    public string Blob { get; } = blob;
}
