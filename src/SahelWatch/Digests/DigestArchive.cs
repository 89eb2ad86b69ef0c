using System.Text;
using System.Text.Json;
using SahelWatch.Digests.Editions;
using SahelWatch.Storage;

namespace SahelWatch.Digests;

/// <summary>
/// The digests composed so far, each stored once as JSON (for later runs, and to render the mail and the page), as a page and as text (for people).
/// </summary>
public sealed class DigestArchive(IBlobs blobs)
{
    private const string Json = "json";
    private const string Html = "html";
    private const string Text = "txt";

    /// <summary>Stores a digest, unless another process stored it first.</summary>
    /// <returns>The digest as stored: the one that is to be rendered and mailed.</returns>
    public async Task<Digest> AddAsync(Digest digest, CancellationToken cancellationToken)
    {
        await blobs.CreateAsync(BlobNames.Digest(digest.Edition, digest.Key, Json), DigestJson.Write(digest), "application/json", cancellationToken);
        return await ReadAsync(digest.Edition, digest.Key, cancellationToken) ?? digest;
    }

    /// <summary>Stores the page and the text of a stored digest unless they exist.</summary>
    public async Task AddPagesAsync(Digest digest, string page, string text, CancellationToken cancellationToken)
    {
        await blobs.CreateAsync(
            BlobNames.Digest(digest.Edition, digest.Key, Html), Encoding.UTF8.GetBytes(page), "text/html; charset=utf-8", cancellationToken);
        await blobs.CreateAsync(
            BlobNames.Digest(digest.Edition, digest.Key, Text), Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8", cancellationToken);
    }

    /// <summary>Null if no such digest was composed.</summary>
    /// <exception cref="GarbledException">What is stored is not a digest.</exception>
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
            throw new GarbledException(name, $"it is not a digest ({e.Message}).", e);
        }
    }

    /// <summary>The edition's digest of the local day of a time; of several, the last one composed by then; null if there was none.</summary>
    public async Task<Digest?> OfDayAsync(Edition edition, DateTimeOffset then, CancellationToken cancellationToken)
    {
        var day = TimeZoneInfo.ConvertTime(then, edition.TimeZone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Digest? last = null;
        await foreach (var name in blobs.ListAsync(BlobNames.Digests(edition.Id), BlobNames.Digests(edition.Id) + day, cancellationToken))
        {
            var key = Path.GetFileNameWithoutExtension(name);
            if (!key.StartsWith(day, StringComparison.Ordinal))
                break;
            if (name.EndsWith($".{Json}", StringComparison.Ordinal) && await ReadAsync(edition.Id, key, cancellationToken) is { } digest
                && (last is null || digest.Composed <= then))
                last = digest;
        }

        return last;
    }

    /// <summary>
    /// The edition's digests from that day on, also under its former id; if there are none, the last one before: an outage may have left it half sent. One
    /// that cannot be read is quarantined and not composed again, because its page still exists.
    /// </summary>
    internal async Task<KnownDigests> ReadSinceAsync(Edition edition, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var known = await ReadSinceAsync(edition.Id, since, cancellationToken);
        return edition.Formerly is { } former ? known.With(await ReadSinceAsync(former, since, cancellationToken)) : known;
    }

    private async Task<KnownDigests> ReadSinceAsync(string edition, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        var after = BlobNames.Digests(edition) + since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await foreach (var name in blobs.ListAsync(BlobNames.Digests(edition), after, cancellationToken))
            names.Add(Path.GetFileName(name));
        if (names.Count == 0)
            names = await LastAsync(edition, cancellationToken);

        var digests = new List<Digest>();
        var unreadable = new List<string>();
        var keys = names.Select(Path.GetFileNameWithoutExtension).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var key in keys.Where(key => names.Contains($"{key}.{Json}")).Order(StringComparer.Ordinal))
        {
            try
            {
                if (await ReadAsync(edition, key, cancellationToken) is { } digest)
                    digests.Add(digest);
            }
            catch (GarbledException e)
            {
                unreadable.Add(e.Message);
                if (await blobs.ReadAsync(e.Blob, cancellationToken) is { } garbled)
                    await blobs.SetAsideAsync(e.Blob, garbled, cancellationToken);
            }
        }

        var unrendered = keys.Where(key => !names.Contains($"{key}.{Html}") || !names.Contains($"{key}.{Text}")).ToHashSet(StringComparer.Ordinal);
        return new KnownDigests(digests, keys, unrendered, unreadable);
    }

    /// <summary>The names of the last digest's blobs.</summary>
    private async Task<List<string>> LastAsync(string edition, CancellationToken cancellationToken)
    {
        var all = await blobs.ListAsync(BlobNames.Digests(edition), null, cancellationToken).Select(name => Path.GetFileName(name)!)
            .ToListAsync(cancellationToken);
        return all.FindAll(name => Path.GetFileNameWithoutExtension(name) == Path.GetFileNameWithoutExtension(all[^1]));
    }

    /// <summary>The ids of all editions, past and present: each leaves a mark when it is first processed.</summary>
    internal async Task<IReadOnlyList<string>> EditionsAsync(CancellationToken cancellationToken) =>
        await blobs.ListAsync(BlobNames.Editions, null, cancellationToken).Select(name => Path.GetFileNameWithoutExtension(name))
            .ToListAsync(cancellationToken);

    /// <summary>When the edition was first seen: digests that were due before are not missing.</summary>
    public async Task<DateTimeOffset> BegunAsync(string edition, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var name = BlobNames.Edition(edition);
        var begun = await blobs.ReadAsync(name, cancellationToken);
        if (begun is not null && DateTimeOffset.TryParse(Encoding.UTF8.GetString(begun.Content.Span), CultureInfo.InvariantCulture, out var time)
            && Believable.IsPast(time, now))
            return time;
        if (begun is not null)
            await blobs.SetAsideAsync(name, begun, cancellationToken);
        await blobs.CreateAsync(name, Encoding.UTF8.GetBytes(now.ToString("O", CultureInfo.InvariantCulture)), "text/plain", cancellationToken);
        return now;
    }
}

/// <summary>The stored digests of an edition's last days.</summary>
/// <param name="Digests">Oldest first.</param>
/// <param name="Keys">Of all that were composed, including those that cannot be read.</param>
/// <param name="Unrendered">Keys of those whose page or text is missing because a process died before storing them.</param>
/// <param name="Unreadable">What is wrong with those that cannot be read.</param>
internal sealed record KnownDigests(
    IReadOnlyList<Digest> Digests, IReadOnlySet<string> Keys, IReadOnlySet<string> Unrendered, IReadOnlyList<string> Unreadable)
{
    public KnownDigests With(KnownDigests others) => new(
        [.. Digests.Concat(others.Digests).OrderBy(d => d.DueAt)], Keys.Union(others.Keys).ToHashSet(StringComparer.Ordinal),
        Unrendered.Union(others.Unrendered).ToHashSet(StringComparer.Ordinal), [.. Unreadable, .. others.Unreadable]);
}
