using SahelWatch.Storage;

namespace SahelWatch.Inputs;

/// <summary>
/// The configuration files in storage under config/: the current version of each and earlier ones. Invalid files are rejected before they replace anything, so
/// that a deployment can be changed without redeploying and is never broken by a typing error.
/// </summary>
public sealed class InputStore(IBlobs blobs, TimeProvider clock)
{
    /// <summary>Versions kept of each file, including the current one.</summary>
    public const int Kept = 10;

    private const string VersionFormat = "yyyyMMdd'T'HHmmssfff'Z'";
    private const int Tries = 5; // two people saving at once is rare

    /// <summary>The current version; null if there is none in storage.</summary>
    public Task<Blob?> ReadAsync(string file, CancellationToken cancellationToken) => blobs.ReadAsync(BlobNames.Config(file), cancellationToken);

    /// <summary>Checks the file and makes it the current version.</summary>
    /// <returns>The id of the new version.</returns>
    /// <exception cref="InputException">The file is invalid; nothing was changed.</exception>
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
        // Looked up in the list, so that user input never becomes part of a blob name.
        if (!(await HistoryAsync(file, cancellationToken)).Contains(version, StringComparer.Ordinal))
            throw new InputException($"{file} has no version {version}; `config history {file}` lists them.");
        return (await blobs.ReadAsync(BlobNames.ConfigVersion(file, version), cancellationToken))?.Content
            ?? throw new InputException($"{file}: version {version} was deleted just now.");
    }

    /// <summary>Removes the file from storage, so that the one named in the settings or the shipped one is in effect again. Its versions are kept.</summary>
    public Task RemoveAsync(string file, CancellationToken cancellationToken) => blobs.DeleteAsync(BlobNames.Config(file), cancellationToken);

    /// <summary>Stored before it takes effect: a crash in between leaves an unused version but loses none.</summary>
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
