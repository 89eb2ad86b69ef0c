using System.Buffers;
using System.IO.Hashing;
using System.Runtime.CompilerServices;

namespace SahelWatch.Storage;

/// <summary>
/// Blobs as files in a folder, for one machine. Writes are atomic (temporary file, flush, rename). Writers of the same blob, even in different processes, take
/// turns through a lock file, which is released when a process is killed. The ETag consists of a hash of the content and a generation.
/// </summary>
public sealed class FolderBlobs(string root) : IBlobs
{
    private const int Piece = 64 * 1024; // bytes read at a time
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1); // no write takes that long, so its process is dead

    private readonly string _root = Path.GetFullPath(root);
    private readonly FolderLocks _locks = new(Path.Combine(Path.GetFullPath(root), ".locks"));
    private int _swept;

    public Task<Blob?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        cancellationToken.ThrowIfCancellationRequested();
        return FolderFault.ExplainAsync("read", path, () => ReadFileAsync(path, cancellationToken));
    }

    public Task<bool> IsCurrentAsync(string name, string etag, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        cancellationToken.ThrowIfCancellationRequested();
        return FolderFault.ExplainAsync("read", path, () => Task.FromResult(ETagOf(path) == etag));
    }

    public async Task<string?> CreateAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken)
    {
        // Avoids writing a temporary file if the blob exists already.
        cancellationToken.ThrowIfCancellationRequested();
        return File.Exists(PathOf(name)) ? null : await WriteAsync(name, content, path => !File.Exists(path), flush: true, cancellationToken);
    }

    public Task<string?> ReplaceAsync(string name, ReadOnlyMemory<byte> content, string contentType, string etag, CancellationToken cancellationToken) =>
        WriteAsync(name, content, path => ETagOf(path) == etag, flush: true, cancellationToken);

    public Task PutAsync(string name, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancellationToken) =>
        WriteAsync(name, content, _ => true, flush: false, cancellationToken);

    public async IAsyncEnumerable<string> ListAsync(string prefix, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var parent = prefix[..(prefix.LastIndexOf('/') + 1)];
        foreach (var name in FolderListing.Names(_root, parent, prefix, after))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return name;
        }

        await Task.CompletedTask; // the interface is asynchronous, listing a directory is not
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken) => DeleteAsync(name, File.Exists, cancellationToken);

    public Task<bool> DeleteAsync(string name, string etag, CancellationToken cancellationToken) =>
        DeleteAsync(name, path => ETagOf(path) == etag, cancellationToken);

    /// <param name="may">Whether the current file, if any, allows it.</param>
    private async Task<bool> DeleteAsync(string name, Predicate<string> may, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        cancellationToken.ThrowIfCancellationRequested();
        return await FolderFault.ExplainAsync("delete", path, async () =>
        {
            try
            {
                if (!File.Exists(path))
                    return false;
                using (await _locks.TakeAsync(name, cancellationToken))
                {
                    var deletes = may(path);
                    if (deletes)
                        File.Delete(path);
                    return deletes;
                }
            }
            catch (DirectoryNotFoundException)
            {
                return false; // gone already
            }
        });
    }

    /// <param name="may">Whether the current file, if any, allows it.</param>
    /// <param name="flush">Otherwise, a power failure may keep the file's name but lose its content.</param>
    private async Task<string?> WriteAsync(string name, ReadOnlyMemory<byte> content, Predicate<string> may, bool flush, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        cancellationToken.ThrowIfCancellationRequested();
        return await FolderFault.ExplainAsync("write", path, async () =>
        {
            var temporary = await WriteAsideAsync(content, flush, cancellationToken);
            try
            {
                using (await _locks.TakeAsync(name, cancellationToken))
                {
                    if (!may(path))
                        return null;
                    var written = NewGeneration(temporary, path);
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    File.Move(temporary, path, overwrite: true);
                    return ETagOf(content.Span, written);
                }
            }
            finally
            {
                File.Delete(temporary);
            }
        });
    }

    private string PathOf(string name) => Path.Combine(_root, BlobPath.Of(name));

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

    /// <summary>Ensures that a replaced blob gets a later time, which is the generation in the ETag, even within one tick of the clock.</summary>
    private static DateTime NewGeneration(string temporary, string path)
    {
        var written = File.GetLastWriteTimeUtc(temporary);
        if (File.Exists(path) && File.GetLastWriteTimeUtc(path) is var former && written <= former)
            File.SetLastWriteTimeUtc(temporary, former.AddTicks(1));
        return File.GetLastWriteTimeUtc(temporary);
    }

    private static async Task<Blob?> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
            var content = new byte[file.Length];
            await file.ReadExactlyAsync(content, cancellationToken);
            return new Blob(content, ETagOf(content, File.GetLastWriteTimeUtc(file.SafeFileHandle)));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The ETag of the current file, computed without loading it into memory; null if there is none.</summary>
    private static string? ETagOf(string path)
    {
        var piece = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var hash = new XxHash3();
            for (var (at, read) = (0L, 1); read > 0; at += read)
            {
                read = RandomAccess.Read(file, piece, at);
                hash.Append(piece.AsSpan(0, read));
            }

            return ETagOf(hash.GetCurrentHashAsUInt64(), File.GetLastWriteTimeUtc(file));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private static string ETagOf(ReadOnlySpan<byte> content, DateTime written) => ETagOf(XxHash3.HashToUInt64(content), written);

    /// <summary>The hash need not be cryptographic: whoever can write here needs no collision.</summary>
    private static string ETagOf(ulong hash, DateTime written) => $"\"{hash:x16}-{written.Ticks:x}\"";
}
