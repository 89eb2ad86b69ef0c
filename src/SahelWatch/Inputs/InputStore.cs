using System.Globalization;
using SahelWatch.Domain;
using SahelWatch.Storage;

namespace SahelWatch.Inputs;

/// <summary>
/// The files that people write, as they are kept in storage under config/: each as it stands, and its last versions. What cannot be used is refused before it
/// replaces anything, so that a deployment is changed without deploying and never broken by a typing error.
/// </summary>
public sealed class InputStore(IBlobs blobs, TimeProvider clock)
{
    /// <summary>Versions kept of each file, the current one among them.</summary>
    public const int Kept = 10;

    private const string VersionFormat = "yyyyMMdd'T'HHmmssfff'Z'";
    private const int Tries = 5; // two people saving at once is rare; three in a row is a fault

    /// <summary>The file as it stands; null where storage has none.</summary>
    public Task<Blob?> ReadAsync(string file, CancellationToken cancellationToken) => blobs.ReadAsync(BlobNames.Config(file), cancellationToken);

    /// <summary>Checks the file and puts it in the place of the one that stands.</summary>
    /// <returns>The version it is kept under.</returns>
    /// <exception cref="InputException">It cannot be used; nothing has changed.</exception>
    public async Task<string> SetAsync(string file, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        InputFile.Check(file, content);
        var version = await KeepAsync(file, content, cancellationToken);
        for (var tries = 0; tries < Tries; tries++)
        {
            var current = await ReadAsync(file, cancellationToken);
            var written = current is null
                ? await blobs.CreateAsync(BlobNames.Config(file), content, ContentType(file), cancellationToken)
                : await blobs.ReplaceAsync(BlobNames.Config(file), content, ContentType(file), current.ETag, cancellationToken);
            if (written is not null)
            {
                await ForgetOldAsync(file, cancellationToken);
                return version;
            }
        }

        throw new StorageException($"{file} is being changed by somebody else again and again; try once more.");
    }

    /// <summary>The versions kept, newest first.</summary>
    public async Task<IReadOnlyList<string>> HistoryAsync(string file, CancellationToken cancellationToken)
    {
        var versions = new List<string>();
        await foreach (var name in blobs.ListAsync(BlobNames.ConfigHistory(file), after: null, cancellationToken))
            versions.Add(name[BlobNames.ConfigHistory(file).Length..]);
        versions.Reverse();
        return versions;
    }

    /// <exception cref="InputException">There is no such version.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadVersionAsync(string file, string version, CancellationToken cancellationToken)
    {
        // Looked up in the list, so that what somebody types never becomes part of a blob's name.
        if (!(await HistoryAsync(file, cancellationToken)).Contains(version, StringComparer.Ordinal))
            throw new InputException($"{file} has no version {version}; `config history {file}` lists them.");
        return (await blobs.ReadAsync(BlobNames.ConfigVersion(file, version), cancellationToken))?.Content
            ?? throw new InputException($"{file}: version {version} was deleted just now.");
    }

    /// <summary>Takes the file out of storage: the file that the settings name, or the one that ships, holds again. Its versions stay.</summary>
    public Task RemoveAsync(string file, CancellationToken cancellationToken) => blobs.DeleteAsync(BlobNames.Config(file), cancellationToken);

    /// <summary>Kept before it takes effect: a crash in between leaves a version that was never used, and loses none that was.</summary>
    private async Task<string> KeepAsync(string file, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var time = clock.GetUtcNow();
        for (var tries = 0; tries < Tries; tries++, time = time.AddMilliseconds(1))
        {
            var version = time.ToString(VersionFormat, CultureInfo.InvariantCulture);
            if (await blobs.CreateAsync(BlobNames.ConfigVersion(file, version), content, ContentType(file), cancellationToken) is not null)
                return version;
        }

        throw new StorageException($"{file} is being changed by somebody else again and again; try once more.");
    }

    private async Task ForgetOldAsync(string file, CancellationToken cancellationToken)
    {
        foreach (var version in (await HistoryAsync(file, cancellationToken)).Skip(Kept))
            await blobs.DeleteAsync(BlobNames.ConfigVersion(file, version), cancellationToken);
    }

    private static string ContentType(string file) =>
        file.EndsWith(".opml", StringComparison.Ordinal) ? "text/x-opml; charset=utf-8" : "application/yaml; charset=utf-8";
}
