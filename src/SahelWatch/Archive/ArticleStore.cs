using System.Runtime.CompilerServices;
using System.Text.Json;
using SahelWatch.Storage;

namespace SahelWatch.Archive;

/// <summary>
/// The articles that polls kept, in order: the archive, and the change feed that grouping reads. A poll writes them as a page, not as one blob per article, so
/// the cost of storing does not depend on their number. Pages are written once; an edit by the outlet is another article with the same id
/// (<see cref="Article.IsEdit"/>) in a later page.
/// </summary>
public sealed class ArticleStore(IBlobs blobs)
{
    /// <summary>Pages per millisecond: if more "exist already", the store is rejecting all writes.</summary>
    private const int MostPages = 100;

    /// <summary>A search by id goes back until this many days in a row have no pages, so an outage of this length hides everything before it.</summary>
    internal const int QuietDays = 31;

    private readonly JsonLines<Article> _pages = new(blobs, version: 1, article => article.Version);

    /// <summary>
    /// Stores a page of articles as kept or edited at <paramref name="now"/>; does nothing if there are none. Sorted by id, so that a page does not depend on
    /// which feed answered first; versions of one article stay in the order given.
    /// </summary>
    public async Task AppendAsync(IEnumerable<Article> articles, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lines = JsonLines<Article>.Of(articles.OrderBy(a => a.Id.Value, StringComparer.Ordinal));
        if (lines.IsEmpty)
            return;
        for (var n = 0; n < MostPages; n++)
        {
            // If another page was written within the same millisecond, the next number is free.
            if (await _pages.CreateAsync(BlobNames.ArticlePage(now, n), lines, cancellationToken))
                return;
        }

        throw new StorageException($"{BlobNames.ArticlePage(now, 0)} and {MostPages - 1} more could not be created: according to the store, all of them exist already.");
    }

    /// <summary>The names of the pages from the first to the last day (UTC, inclusive), in order.</summary>
    public async IAsyncEnumerable<string> PagesAsync(DateOnly first, DateOnly last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            await foreach (var name in blobs.ListAsync(BlobNames.ArticlePages(day), after: null, cancellationToken))
                yield return name;
        }
    }

    /// <summary>The day (UTC) of the oldest page; null if there are no pages.</summary>
    public async Task<DateOnly?> OldestDayAsync(CancellationToken cancellationToken) =>
        await blobs.ListAsync(BlobNames.Articles, after: null, cancellationToken).FirstOrDefaultAsync(cancellationToken) is { } first
            ? BlobNames.DayIn(first)
            : null;

    /// <summary>The articles of a page, in order; null for an unreadable line, which is copied to quarantine. Empty if there is no such page.</summary>
    public async Task<IReadOnlyList<Article?>> ReadPageAsync(string page, CancellationToken cancellationToken) =>
        await _pages.ReadAsync(page, cancellationToken);

    /// <summary>Copies one line to quarantine; the page stays as it is.</summary>
    /// <returns>The name of the copy.</returns>
    public async Task<string> SetAsideAsync(string page, int line, CancellationToken cancellationToken)
    {
        var name = $"{page}.{line}";
        await blobs.KeepAsideAsync(name, await _pages.ReadLineAsync(page, line, cancellationToken), cancellationToken);
        return BlobNames.Quarantined(name);
    }

    /// <summary>The articles kept or edited on one day (UTC).</summary>
    public IAsyncEnumerable<Article> StoredAsync(DateOnly day, CancellationToken cancellationToken) => StoredAsync(day, day, cancellationToken);

    /// <summary>
    /// The articles kept or edited from the first to the last day (UTC, inclusive), in order, with one page in memory at a time. An article may occur several
    /// times, edited or not.
    /// </summary>
    public async IAsyncEnumerable<Article> StoredAsync(DateOnly first, DateOnly last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in PagesAsync(first, last, cancellationToken))
        {
            foreach (var article in (await ReadPageAsync(page, cancellationToken)).OfType<Article>())
                yield return article;
        }
    }

    /// <summary>The articles from the first to the last day (UTC, inclusive), each once per day, in its latest wording of that day.</summary>
    public async IAsyncEnumerable<Article> DaysAsync(DateOnly first, DateOnly last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            foreach (var article in Arrivals.Of(await StoredAsync(day, cancellationToken).ToListAsync(cancellationToken)))
                yield return article;
        }
    }

    /// <summary>
    /// The latest wording of an article, or null. Searches day by day back from <paramref name="now"/>, which is slow: only for a person who asks for one.
    /// </summary>
    public async Task<Article?> FindAsync(ArticleId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var quiet = 0;
        for (var day = BlobNames.DayOf(now); quiet < QuietDays; day = day.AddDays(-1))
        {
            var (found, any) = ((Article?)null, false);
            await foreach (var article in StoredAsync(day, cancellationToken))
                (found, any) = (article.Id == id ? article : found, true);
            if (found is not null)
                return found;
            quiet = any ? 0 : quiet + 1;
        }

        return null;
    }

    /// <summary>The article as stored, on one line.</summary>
    public static string Json(Article article) => JsonSerializer.Serialize(article, StorageJson.Readable.Article);
}
