using System.Runtime.CompilerServices;
using SahelWatch.Domain;
using SahelWatch.Storage;

namespace SahelWatch.Archive;

/// <summary>
/// The articles that polls kept, in the order they were kept: the archive, and the change feed that grouping reads. A poll writes a page of them, never one
/// blob an article, so that storing costs what a poll costs however much it found. Pages are written once; an outlet's new wording of an article is another
/// article with the same id (<see cref="Article.IsEdit"/>) in a later page.
/// </summary>
public sealed class ArticleStore(IBlobs blobs)
{
    /// <summary>
    /// How far behind the newest page another one may still turn up: pollers write at once, from machines whose clocks differ, and a write may take its time.
    /// Pages of this stretch are remembered by name instead of by time.
    /// </summary>
    internal static readonly TimeSpan Margin = TimeSpan.FromMinutes(15);

    /// <summary>Days without a page after which nothing older is looked for: an outage longer than this hides what came before it.</summary>
    internal const int QuietDays = 31;

    private readonly JsonLines<Article> _pages = new(blobs, StorageJson.Readable.Article, version: 1, article => article.Version);
    private readonly JsonBlobs<ArticleCursor> _cursor = new(blobs, StorageJson.Readable.ArticleCursor, version: 1, cursor => cursor.Version);

    public ArticlePage NewPage() => new(_pages);

    /// <summary>Stores the page's articles as kept or edited at <paramref name="now"/>. Writes nothing where there are none.</summary>
    public async Task AppendAsync(ArticlePage page, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (page.Count == 0)
            return;
        var lines = page.InOrder();
        for (var n = 0; !await _pages.CreateAsync(BlobNames.ArticlePage(now, n), lines, cancellationToken); n++)
        {
            // Another page was written within the same millisecond: take the next number.
        }
    }

    /// <summary>Null before grouping ran for the first time: begin with <see cref="ArticleCursor.At"/>.</summary>
    public Task<Stored<ArticleCursor>?> ReadCursorAsync(CancellationToken cancellationToken) => _cursor.ReadAsync(BlobNames.ArticleCursor, cancellationToken);

    /// <summary>Moves the cursor; do it last. False where another grouping run moved it first.</summary>
    /// <param name="etag">Of the cursor as read; null where there was none.</param>
    public async Task<bool> SaveCursorAsync(ArticleCursor cursor, string? etag, CancellationToken cancellationToken) =>
        await _cursor.SaveAsync(BlobNames.ArticleCursor, cursor, etag, cancellationToken) is not null;

    /// <summary>What was appended and not read yet, in order, and the cursor to save once it is dealt with.</summary>
    public async Task<ArticleReading> ReadSinceAsync(ArticleCursor cursor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var from = cursor.Reached - Margin;
        var names = new List<string>();
        for (var day = BlobNames.DayOf(from); day <= BlobNames.DayOf(now + Margin); day = day.AddDays(1))
        {
            await foreach (var name in blobs.ListAsync(BlobNames.ArticlePages(day), after: null, cancellationToken))
            {
                if (BlobNames.TimeIn(name) >= from)
                    names.Add(name);
            }
        }

        var seen = cursor.Seen.ToHashSet(StringComparer.Ordinal);
        var articles = await _pages.ReadManyAsync(names.FindAll(name => !seen.Contains(name)), cancellationToken);
        var reached = names.Count == 0 ? cursor.Reached : Later(cursor.Reached, BlobNames.TimeIn(names[^1]));
        return new ArticleReading(articles, new ArticleCursor { Reached = reached, Seen = names.FindAll(name => BlobNames.TimeIn(name) >= reached - Margin) });
    }

    /// <summary>The articles kept or edited on a day (UTC), in order; an article may come twice.</summary>
    public async Task<IReadOnlyList<Article>> DayAsync(DateOnly day, CancellationToken cancellationToken) =>
        await _pages.ReadManyAsync(await blobs.ListAsync(BlobNames.ArticlePages(day), after: null, cancellationToken).ToListAsync(cancellationToken), cancellationToken);

    /// <summary>The articles of some days (UTC, both included), day after day, each once a day, as its outlet words it at that day's end.</summary>
    public async IAsyncEnumerable<Article> DaysAsync(DateOnly first, DateOnly last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            foreach (var article in Arrivals.Of(await DayAsync(day, cancellationToken)))
                yield return article;
        }
    }

    /// <summary>The latest wording of an article, looked for day by day from <paramref name="now"/> back: for a person who names one. Null where there is none.</summary>
    public async Task<Article?> FindAsync(ArticleId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var quiet = 0;
        for (var day = BlobNames.DayOf(now); quiet < QuietDays; day = day.AddDays(-1))
        {
            var articles = await DayAsync(day, cancellationToken);
            if (articles.LastOrDefault(a => a.Id == id) is { } found)
                return found;
            quiet = articles.Count == 0 ? quiet + 1 : 0;
        }

        return null;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}

/// <summary>How far the articles have been read.</summary>
public sealed record ArticleCursor
{
    public int Version { get; init; } = 1;

    /// <summary>The time of the latest page read.</summary>
    public required DateTimeOffset Reached { get; init; }

    /// <summary>The names of pages read whose time is so recent that others may still turn up before them.</summary>
    public IReadOnlyList<string> Seen { get; init; } = [];

    public static ArticleCursor At(DateTimeOffset time) => new() { Reached = time };
}

/// <param name="Articles">Kept or edited, in the order of the pages; an article may come twice.</param>
/// <param name="Next">The cursor to save when they are dealt with.</param>
public sealed record ArticleReading(IReadOnlyList<Article> Articles, ArticleCursor Next);
