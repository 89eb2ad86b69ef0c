namespace SahelWatch.Storage;

/// <summary>
/// Locks between processes by opening a file exclusively (flock on Unix, share modes on Windows), which the system releases when the process dies.
/// The lock files are a fixed set and never deleted: deleting one that another process is about to open would let two processes in.
/// </summary>
internal sealed class FolderLocks(string folder)
{
    private const int Stripes = 64; // enough that unrelated blobs seldom wait for each other
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30); // a lock is held only for a rename, so a longer wait means that the disk hangs
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Threads of this process wait here; only other processes have to be waited for by retrying to open the file.</summary>
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Waits for the lock; dispose to release.</summary>
    public async Task<IDisposable> TakeAsync(string name, CancellationToken cancellationToken)
    {
        var stripe = Convert.ToInt32(ContentHash.Of(name)[..2], 16) % Stripes;
        await _turns[stripe].WaitAsync(cancellationToken);
        try
        {
            return new Held(await OpenAsync(stripe, cancellationToken), _turns[stripe]);
        }
        catch
        {
            _turns[stripe].Release();
            throw;
        }
    }

    private async Task<FileStream> OpenAsync(int stripe, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{stripe:x2}");
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

    private sealed class Held(FileStream file, SemaphoreSlim turn) : IDisposable
    {
        public void Dispose()
        {
            file.Dispose();
            turn.Release();
        }
    }
}
