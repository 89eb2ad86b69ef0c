using System.Runtime.CompilerServices;

namespace SahelWatch.Storage;

/// <summary>
/// Blobs as files in a folder, for one machine. Writes are atomic (temporary file, flush, rename). Writers of the same blob, even in different processes, take
/// turns through a lock file, which is released when a process is killed. The ETag consists of the time of the write and the length.
/// </summary>
public sealed class FolderBlobs(string root) : IBlobs
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1); // no write takes that long, so its process is dead

    /// <summary>A blob that replaces another gets a later time, even within one tick of the clock, or of FAT, which counts in steps of 2 s.</summary>
    private static readonly TimeSpan[] LaterBy = [TimeSpan.FromTicks(1), TimeSpan.FromSeconds(2)];

    private readonly string _root = Path.GetFullPath(root);
    private readonly FolderLocks _locks = new(Path.Combine(Path.GetFullPath(root), ".locks"));
    private int _swept;

    public Task<Blob?> ReadAsync(string name, CancellationToken cancellationToken) => AttemptAsync("read", name, async path =>
    {
        try
        {
            await using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
            var content = new byte[file.Length];
            await file.ReadExactlyAsync(content, cancellationToken);
            return new Blob(content, ETagOf(File.GetLastWriteTimeUtc(file.SafeFileHandle), content.Length));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }, cancellationToken);

    public Task<bool> IsCurrentAsync(string name, string etag, CancellationToken cancellationToken) =>
        AttemptAsync("read", name, path => Task.FromResult(ETagOf(path) == etag), cancellationToken);

    public Task<string?> CreateAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken) =>
        WriteAsync(name, content, path => !File.Exists(path), flush: true, cancellationToken);

    public Task<string?> ReplaceAsync(string name, ReadOnlyMemory<byte> content, string contentType, string etag, CancellationToken cancellationToken) =>
        WriteAsync(name, content, path => ETagOf(path) == etag, flush: true, cancellationToken);

    public Task PutAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken) =>
        WriteAsync(name, content, _ => true, flush: false, cancellationToken);

    public async IAsyncEnumerable<string> ListAsync(string prefix, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var folder = Path.Combine(_root, BlobPath.Folder(prefix[..(prefix.LastIndexOf('/') + 1)]));
        foreach (var name in await FolderFault.ExplainAsync("list", folder, () => Task.FromResult(Names(folder))))
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(name, after) > 0)
                yield return name;
        }
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken) => DeleteAsync(name, File.Exists, cancellationToken);

    public Task<bool> DeleteAsync(string name, string etag, CancellationToken cancellationToken) =>
        DeleteAsync(name, path => ETagOf(path) == etag, cancellationToken);

    /// <param name="may">Whether the current file, if any, allows it.</param>
    private Task<bool> DeleteAsync(string name, Predicate<string> may, CancellationToken cancellationToken) =>
        AttemptAsync("delete", name, async path =>
        {
            if (!may(path))
                return false;
            using (await _locks.TakeAsync(name, cancellationToken))
            {
                var deletes = may(path);
                if (deletes)
                    File.Delete(path);
                return deletes;
            }
        }, cancellationToken);

    /// <param name="may">Whether the current file, if any, allows it.</param>
    /// <param name="flush">Otherwise, a power failure may keep the file's name but lose its content.</param>
    private Task<string?> WriteAsync(string name, ReadOnlyMemory<byte> content, Predicate<string> may, bool flush, CancellationToken cancellationToken) =>
        AttemptAsync("write", name, async path =>
        {
            // Avoids writing a temporary file in vain.
            if (!may(path))
                return null;
            var temporary = await WriteAsideAsync(content, flush, cancellationToken);
            try
            {
                using (await _locks.TakeAsync(name, cancellationToken))
                {
                    if (!may(path))
                        return null;
                    foreach (var step in LaterBy.Where(_ => File.Exists(path) && File.GetLastWriteTimeUtc(temporary) <= File.GetLastWriteTimeUtc(path)))
                        File.SetLastWriteTimeUtc(temporary, File.GetLastWriteTimeUtc(path) + step);
                    var etag = ETagOf(temporary);
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    File.Move(temporary, path, overwrite: true);
                    return etag;
                }
            }
            finally
            {
                File.Delete(temporary);
            }
        }, cancellationToken);

    /// <summary>The names of the blobs in a folder, in order. The store's own folders have a dot in their names.</summary>
    private IReadOnlyList<string> Names(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_root, file))
                .Where(file => !Path.GetDirectoryName(file)!.Contains('.', StringComparison.Ordinal)).Select(BlobPath.NameOf).Order(StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    private Task<T> AttemptAsync<T>(string verb, string name, Func<string, Task<T>> attempt, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_root, BlobPath.Of(name));
        cancellationToken.ThrowIfCancellationRequested();
        return FolderFault.ExplainAsync(verb, path, () => attempt(path));
    }

    private async Task<string> WriteAsideAsync(ReadOnlyMemory<byte> content, bool flush, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, ".tmp"));
        var path = Path.Combine(folder.FullName, Path.GetRandomFileName());
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
            await file.WriteAsync(content, cancellationToken);
            file.Flush(flushToDisk: flush);
            Sweep(folder, File.GetLastWriteTimeUtc(file.SafeFileHandle));
            return path;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Once per process: deletes temporary files of killed processes, judging their age by the clock of the file system.</summary>
    private void Sweep(DirectoryInfo folder, DateTime now)
    {
        if (Interlocked.Exchange(ref _swept, 1) == 1)
            return;
        foreach (var file in folder.EnumerateFiles().Where(f => f.LastWriteTimeUtc < now - Abandoned))
            file.Delete();
    }

    /// <summary>Null if there is no such file.</summary>
    private static string? ETagOf(string path) => new FileInfo(path) is { Exists: true } file ? ETagOf(file.LastWriteTimeUtc, file.Length) : null;

    private static string ETagOf(DateTime written, long length) => $"\"{written.Ticks:x}-{length:x}\"";
}
