namespace SahelWatch.Archive;

/// <summary>Reduces stored articles to one of each, in its outlet's latest wording.</summary>
public static class Arrivals
{
    /// <summary>
    /// If an article was stored twice (after a crash before the feed's state was saved, or because it is in two feeds), the first counts. An edit replaces it,
    /// but not its dates.
    /// </summary>
    /// <param name="stored">In the order in which they were stored.</param>
    public static IReadOnlyList<Article> Of(IEnumerable<Article> stored)
    {
        var order = new List<ArticleId>();
        var latest = new Dictionary<ArticleId, Article>();
        foreach (var article in stored)
        {
            if (latest.TryAdd(article.Id, article))
                order.Add(article.Id);
            else if (article.IsEdit && latest[article.Id] is var former)
                latest[article.Id] = article with { IsEdit = former.IsEdit, FirstSeen = former.FirstSeen, Published = former.Published ?? article.Published };
        }

        return order.ConvertAll(id => latest[id]);
    }
}
