namespace SahelWatch.Storage;

/// <summary>
/// A blob exists but its content is unreadable. Callers that can do without it set it aside (<see cref="Quarantine"/>); others let the exception
/// end only the work that depends on that blob.
/// </summary>
public sealed class GarbledException(string blob, string problem, Exception? inner = null)
    : Exception($"{blob} cannot be read: {problem} Restore it from a backup, or move it away: the next run continues without it.", inner)
{
    public string Blob { get; } = blob;
}
