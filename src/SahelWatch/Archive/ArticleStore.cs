using System.Runtime.CompilerServices;
using System.Text.Json;
using SahelWatch.Storage;

namespace SahelWatch.Archive;

/// <summary>
/// The articles that polls kept, in the order they were kept: the archive, and the change feed that grouping reads. A poll writes a page of them, never one
/// blob an article, so that storing costs what a poll costs however much it found. Pages are written once; an outlet's new wording of an article is another
/// article with the same id (<see cref="Article.IsEdit"/>) in a later page.
/// </summary>
public sealed class ArticleStore(IBlobs blobs)
{
    /// <summary>Pages that are written within one millisecond: more of them are a store that refuses and says "exists already".</summary>
    private const int MostPages = 100;

    /// <summary>Days without a page after which nothing older is looked for: an outage longer than this hides what came before it.</summary>
    internal const int QuietDays = 31;

    private readonly JsonLines<Article> _pages = new(blobs, version: 1, article => article.Version);

    public ArticlePage NewPage() => new(_pages);

    /// <summary>Stores the page's articles as kept or edited at <paramref name="now"/>. Writes nothing where there are none.</summary>
    public async Task AppendAsync(ArticlePage page, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (page.Count == 0)
            return;
        var lines = page.InOrder();
        for (var n = 0; n < MostPages; n++)
        {
            // Another page may have been written within the same millisecond: take the next number then.
            if (await _pages.CreateAsync(BlobNames.ArticlePage(now, n), lines, cancellationToken))
                return;
        }

        throw new StorageException($"{BlobNames.ArticlePage(now, 0)} and {MostPages - 1} more could not be created: the store says that they exist already.");
    }

    /// <summary>The names of the pages of some days (UTC, both included), in order.</summary>
    public async IAsyncEnumerable<string> PagesAsync(DateOnly first, DateOnly last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            await foreach (var name in blobs.ListAsync(BlobNames.ArticlePages(day), after: null, cancellationToken))
                yield return name;
        }
    }

    /// <summary>The day (UTC) of the oldest page; null if there is none.</summary>
    public async Task<DateOnly?> OldestDayAsync(CancellationToken cancellationToken) =>
        await blobs.ListAsync(BlobNames.Articles, after: null, cancellationToken).FirstOrDefaultAsync(cancellationToken) is { } first
            ? BlobNames.DayIn(first)
            : null;

    /// <summary>The lines of a page, in order: null where one cannot be read, which is then kept aside too. None where there is no such page.</summary>
    public async Task<IReadOnlyList<Article?>> ReadPageAsync(string page, CancellationToken cancellationToken) =>
        await _pages.ReadAsync(page, cancellationToken);

    /// <summary>Keeps a copy of one line aside; the page stays as it is.</summary>
    /// <returns>The copy's name.</returns>
    public async Task<string> SetAsideAsync(string page, int line, CancellationToken cancellationToken)
    {
        var name = $"{page}.{line}";
        await blobs.KeepAsideAsync(name, await _pages.ReadLineAsync(page, line, cancellationToken), cancellationToken);
        return BlobNames.Quarantined(name);
    }

    /// <summary>The articles kept or edited on a day (UTC), as below.</summary>
    public IAsyncEnumerable<Article> StoredAsync(DateOnly day, CancellationToken cancellationToken) => StoredAsync(day, day, cancellationToken);

    /// <summary>
    /// The articles kept or edited on some days (UTC, both included), in order, a page of them in memory at a time. One may come again, reworded or not.
    /// </summary>
    public async IAsyncEnumerable<Article> StoredAsync(DateOnly first, DateOnly last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in PagesAsync(first, last, cancellationToken))
        {
            foreach (var article in (await ReadPageAsync(page, cancellationToken)).OfType<Article>())
                yield return article;
        }
    }

    /// <summary>The articles of some days (UTC, both included), day after day, each once a day, as its outlet words it at that day's end.</summary>
    public async IAsyncEnumerable<Article> DaysAsync(DateOnly first, DateOnly last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            foreach (var article in Arrivals.Of(await StoredAsync(day, cancellationToken).ToListAsync(cancellationToken)))
                yield return article;
        }
    }

    /// <summary>
    /// The latest wording of an article, looked for day by day from <paramref name="now"/> back: for a person who names one. Null where there is none.
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

    /// <summary>The article as it is stored, on one line.</summary>
    public static string Json(Article article) => JsonSerializer.Serialize(article, StorageJson.Readable.Article);
}
