using SahelWatch.Articles;

namespace SahelWatch.Storage;

/// <summary>The articles kept, each created once and changed only when its outlet edits it. Which articles there are, the <see cref="JournalStore"/> knows.</summary>
public sealed class ArticleStore(IBlobs blobs)
{
    private readonly JsonBlobs<Article> _articles = new(blobs, StorageJson.Readable.Article, version: 1, article => article.Version);

    /// <summary>False where the article is stored already; it stays as it is then.</summary>
    public async Task<bool> AddAsync(Article article, CancellationToken cancellationToken) =>
        await _articles.CreateAsync(BlobNames.Article(article.Id), article, cancellationToken) is not null;

    /// <summary>Null where there is none (it may have been pruned).</summary>
    public async Task<Article?> ReadAsync(ArticleId id, CancellationToken cancellationToken) =>
        (await _articles.ReadAsync(BlobNames.Article(id), cancellationToken))?.Value;

    /// <summary>Those that exist, in the order asked for.</summary>
    public async Task<IReadOnlyList<Article>> ReadAsync(IReadOnlyList<ArticleId> ids, CancellationToken cancellationToken) =>
        [.. (await _articles.ReadManyAsync([.. ids.Select(BlobNames.Article)], cancellationToken)).Select(stored => stored.Value)];

    /// <summary>Changes the stored article, again and again while other writers come first. <paramref name="change"/> returns its argument where nothing is to change.</summary>
    /// <returns>The article as stored now; null where there is none.</returns>
    public async Task<Article?> UpdateAsync(ArticleId id, Func<Article, Article> change, CancellationToken cancellationToken)
    {
        var name = BlobNames.Article(id);
        while (await _articles.ReadAsync(name, cancellationToken) is { } stored)
        {
            var changed = change(stored.Value);
            if (ReferenceEquals(changed, stored.Value) || await _articles.SaveAsync(name, changed, stored.ETag, cancellationToken) is not null)
                return changed;
        }

        return null;
    }
}
