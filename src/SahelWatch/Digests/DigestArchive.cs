using System.Globalization;
using System.Text;
using System.Text.Json;
using SahelWatch.Storage;

namespace SahelWatch.Digests;

/// <summary>The digests composed so far: each once, as JSON (what later runs read), as a page and as text (what people read).</summary>
internal sealed class DigestArchive(IBlobs blobs)
{
    private const string Json = "json";

    /// <summary>Stores a digest, unless another process stored it first.</summary>
    /// <returns>The digest as stored: the one that is to be mailed.</returns>
    public async Task<Digest> AddAsync(Digest digest, string page, string text, CancellationToken cancellationToken)
    {
        // The JSON comes last: where it is, the page and the text are too.
        await blobs.CreateAsync(BlobNames.Digest(digest.Edition, digest.Key, "html"), Encoding.UTF8.GetBytes(page), "text/html; charset=utf-8", cancellationToken);
        await blobs.CreateAsync(BlobNames.Digest(digest.Edition, digest.Key, "txt"), Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8", cancellationToken);
        await blobs.CreateAsync(BlobNames.Digest(digest.Edition, digest.Key, Json), DigestJson.Write(digest), "application/json", cancellationToken);
        return await ReadAsync(digest.Edition, digest.Key, cancellationToken) ?? digest;
    }

    /// <summary>Null where no such digest was composed.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public async Task<Digest?> ReadAsync(string edition, string key, CancellationToken cancellationToken)
    {
        var name = BlobNames.Digest(edition, key, Json);
        if (await blobs.ReadAsync(name, cancellationToken) is not { } blob)
            return null;
        try
        {
            return DigestJson.Read(blob.Content);
        }
        catch (JsonException e)
        {
            throw new StorageException($"{name} cannot be read as a digest ({e.Message}). Restore it from a backup, or move it away: it is then composed anew.", e);
        }
    }

    /// <summary>The edition's digests of that day and later, oldest first.</summary>
    public async Task<IReadOnlyList<Digest>> ReadSinceAsync(string edition, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var digests = new List<Digest>();
        var after = BlobNames.Digests(edition) + since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await foreach (var name in blobs.ListAsync(BlobNames.Digests(edition), after, cancellationToken))
        {
            if (name.EndsWith("." + Json, StringComparison.Ordinal) && await ReadAsync(edition, Path.GetFileNameWithoutExtension(name), cancellationToken) is { } digest)
                digests.Add(digest);
        }

        return digests;
    }

    /// <summary>When the edition was first looked at: what was due before that is not missing.</summary>
    public async Task<DateTimeOffset> BegunAsync(string edition, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await blobs.CreateAsync(BlobNames.Edition(edition), Encoding.UTF8.GetBytes(now.ToString("O", CultureInfo.InvariantCulture)), "text/plain", cancellationToken);
        var begun = await blobs.ReadAsync(BlobNames.Edition(edition), cancellationToken);
        return begun is not null && DateTimeOffset.TryParse(Encoding.UTF8.GetString(begun.Content.Span), CultureInfo.InvariantCulture, out var time) ? time : now;
    }
}
