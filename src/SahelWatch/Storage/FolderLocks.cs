namespace SahelWatch.Storage;

/// <summary>
/// Locks by opening a file exclusively (flock on Unix, share modes on Windows), which the system releases when the process dies. The lock files are a fixed set
/// and never deleted: deleting one that another process is about to open would let two processes in.
/// </summary>
internal sealed class FolderLocks(string folder)
{
    private const int Stripes = 2; // hex digits, so 256 files: enough that unrelated blobs seldom wait for each other
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30); // a lock is held only for a rename, so a longer wait means that the disk hangs
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    /// <summary>Waits for the lock; dispose to release.</summary>
    public async Task<IDisposable> TakeAsync(string name, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, ContentHash.Of(name)[..Stripes]);
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Pause)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException e) when (FolderFault.IsLocked(e))
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }

        throw new StorageException(
            $"Waited {Patience.TotalSeconds} s for {path}, which another process has locked: end that process, or check whether the disk hangs.");
    }
}
