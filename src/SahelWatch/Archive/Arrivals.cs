namespace SahelWatch.Archive;

/// <summary>What a stretch of the articles stored comes to: each article once, as its outlet words it in the end.</summary>
public static class Arrivals
{
    /// <summary>
    /// Of an article that was stored twice (a crash came before the feed's state, a second feed showed it) the first stays; an edit takes its place, but not
    /// its dates.
    /// </summary>
    /// <param name="stored">In the order they were stored.</param>
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
