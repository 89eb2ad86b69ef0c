using System.Collections.Concurrent;
using SahelWatch.Storage;

namespace SahelWatch.Catalogue;

/// <summary>
/// Stores the catalogue: one compressed blob per month and the table of contents. Months are cached as long as the contents list their ETags. The catalogue can
/// always be rebuilt from the stories: an unreadable month is quarantined together with the contents, and the next update starts over.
/// </summary>
internal sealed class CatalogueStore(IBlobs blobs, TimeProvider clock)
{
    /// <summary>How late changes by another process are seen: not every page request may query the store.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    /// <summary>Two processes that update at once occasionally lose to each other.</summary>
    private const int Attempts = 10;

    private const string ContentType = "application/gzip";

    private readonly JsonBlobs<CatalogueContents> _contents = new(blobs, version: 1, c => c.Version);
    private readonly ConcurrentDictionary<string, (string ETag, CatalogueMonth Month)> _months = new(StringComparer.Ordinal);
    private volatile Known? _known;

    public static string MonthOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>The contents, at most a few seconds old.</summary>
    public async Task<CatalogueContents?> RecentContentsAsync(CancellationToken cancellationToken) =>
        _known is { } known && clock.GetElapsedTime(known.At) < Fresh ? known.Contents : (await ContentsAsync(cancellationToken))?.Value;

    public async Task<Stored<CatalogueContents>?> ContentsAsync(CancellationToken cancellationToken) =>
        Know(await _contents.ReadOrSetAsideAsync(BlobNames.CatalogueContents, cancellationToken));

    /// <summary>Null if another process was first.</summary>
    public async Task<Stored<CatalogueContents>?> SaveAsync(CatalogueContents contents, string? etag, CancellationToken cancellationToken) =>
        await _contents.SaveAsync(BlobNames.CatalogueContents, contents, etag, cancellationToken) is { } saved ? Know(new(contents, saved)) : null;

    /// <summary>A month as listed in the contents, from the cache if possible; null if it is gone or was quarantined.</summary>
    public async Task<CatalogueMonth?> MonthAsync(string month, string etag, CancellationToken cancellationToken)
    {
        if (_months.TryGetValue(month, out var known) && known.ETag == etag)
            return known.Month;
        if (await ReadAsync(month, cancellationToken) is not { } read)
        {
            await StartOverAsync(month, cancellationToken);
            return null;
        }

        // Under the ETag in the contents, though the month's own differs if two updates wrote the same at once.
        _months[month] = (etag, read.Value);
        return read.Value;
    }

    /// <summary>Changes a month by compare-and-swap, and its entry in the contents; deletes it if no row is left.</summary>
    /// <param name="months">The entries of the contents.</param>
    /// <param name="change">May be called several times; null changes nothing.</param>
    /// <exception cref="MonthLostException">The month is listed but gone.</exception>
    public async Task ChangeAsync(Dictionary<string, string> months, string month, Func<IReadOnlyList<CatalogueRow>, IReadOnlyList<CatalogueRow>?> change,
        CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await ReadAsync(month, cancellationToken);
            if (stored is null && months.ContainsKey(month))
                throw new MonthLostException(month);
            var rows = change(stored?.Value.Rows ?? []);
            var etag = rows is null ? stored?.ETag : await ReplaceAsync(month, rows, stored?.ETag, cancellationToken);
            if (etag is not null)
                months[month] = etag;
            else if (rows is null or [])
                months.Remove(month);
            if (etag is not null || rows is null or [])
                return;
        }

        throw new StorageException($"{BlobNames.CatalogueMonth(month)} was changed {Attempts} times while it was to be changed here.");
    }

    /// <summary>Removes the rows of stories that have not changed since a day and have therefore been deleted.</summary>
    public async Task PruneAsync(DateOnly cutoff, CancellationToken cancellationToken)
    {
        if (await ContentsAsync(cancellationToken) is not { } contents)
            return;
        var months = new Dictionary<string, string>(contents.Value.Months, StringComparer.Ordinal);
        var last = MonthOf(new DateTimeOffset(cutoff, default, TimeSpan.Zero));
        try
        {
            foreach (var month in contents.Value.Months.Keys.Where(m => string.CompareOrdinal(m, last) <= 0))
            {
                await ChangeAsync(months, month, rows =>
                    rows.Where(r => BlobNames.DayOf(r.Changed) >= cutoff).ToList() is var kept && kept.Count < rows.Count ? kept : null, cancellationToken);
            }
        }
        catch (MonthLostException e)
        {
            await StartOverAsync(e.Month, cancellationToken); // the next update rebuilds it from the stories that are left
            return;
        }

        if (!months.SequenceEqual(contents.Value.Months))
            await SaveAsync(contents.Value with { Months = months }, contents.ETag, cancellationToken);
    }

    /// <summary>Resets the progress and removes a lost month: the next update processes all stories again.</summary>
    public async Task StartOverAsync(string lost, CancellationToken cancellationToken)
    {
        _months.TryRemove(lost, out _);
        if (await ContentsAsync(cancellationToken) is not { } contents)
            return;
        var months = contents.Value.Months.Where(m => m.Key != lost).ToDictionary();
        await SaveAsync(new CatalogueContents { Months = months }, contents.ETag, cancellationToken);
    }

    private async Task<Stored<CatalogueMonth>?> ReadAsync(string month, CancellationToken cancellationToken)
    {
        var name = BlobNames.CatalogueMonth(month);
        if (await blobs.ReadAsync(name, cancellationToken) is not { } blob)
            return null;
        try
        {
            return new(MonthFile.Read(name, blob.Content), blob.ETag);
        }
        catch (GarbledException)
        {
            await blobs.SetAsideAsync(name, blob, cancellationToken);
            return null;
        }
    }

    /// <summary>The new ETag; null if another process was first or no row is left.</summary>
    private async Task<string?> ReplaceAsync(string month, IReadOnlyList<CatalogueRow> rows, string? etag, CancellationToken cancellationToken)
    {
        var name = BlobNames.CatalogueMonth(month);
        if (rows.Count == 0)
        {
            // If another process was first, rows of deleted stories remain until the month is pruned or changed again.
            if (etag is not null)
                await blobs.DeleteAsync(name, etag, cancellationToken);
            return null;
        }

        var content = MonthFile.Write(new CatalogueMonth { Rows = MonthFile.InOrder(rows) });
        return etag is null
            ? await blobs.CreateAsync(name, content, ContentType, cancellationToken)
            : await blobs.ReplaceAsync(name, content, ContentType, etag, cancellationToken);
    }

    private Stored<CatalogueContents>? Know(Stored<CatalogueContents>? contents)
    {
        _known = contents is null ? null : new Known(contents.Value, clock.GetTimestamp());
        return contents;
    }

    /// <summary>A month that the contents list is gone, so its rows must be rebuilt from the stories.</summary>
    internal sealed class MonthLostException(string month) : Exception
    {
        public string Month { get; } = month;
    }

    /// <param name="At">The timestamp when it was read.</param>
    private sealed record Known(CatalogueContents Contents, long At);
}
