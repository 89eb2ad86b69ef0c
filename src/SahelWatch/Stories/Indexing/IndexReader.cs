using SahelWatch.Stories.Batches;

namespace SahelWatch.Stories.Indexing;

/// <summary>Reads the window's index, and rebuilds what is missing of it from the stories and their articles.</summary>
internal sealed class IndexReader(StoryGrouper grouper, StoryOptions options, Stores stores)
{
    public async Task<(WindowIndex Index, IReadOnlyDictionary<DateOnly, string> ETags)> ReadAsync(
        Unread unread, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // A day more on either side: segments are named by UTC day, and articles of the window's first hours lie in the day it begins in.
        var (first, last) = (DayOf(now - options.Window).AddDays(-1), DayOf(now).AddDays(1));
        var segments = await stores.Index.ReadAsync(first, last, cancellationToken);
        var index = WindowIndex.Read(segments.Select(s => s.Content));
        var readable = segments.Where((_, i) => !index.Unreadable.Contains(i)).ToDictionary(s => s.Day, s => s.ETag);
        foreach (var segment in segments.Where(s => !readable.ContainsKey(s.Day)))
            await stores.Index.SetAsideAsync(segment, cancellationToken);
        var missing = unread.Cursor.Days.Any(day => day >= first && day <= last && !readable.ContainsKey(day));
        if (!unread.IsWhole || missing || index.Unreadable.Count > 0)
            await RebuildAsync(index, now, cancellationToken);
        return (index, readable);
    }

    /// <summary>The articles of the window in the order they were stored: a later wording comes after the earlier one.</summary>
    public IAsyncEnumerable<Article> WindowAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        stores.Articles.StoredAsync(DayOf(now - options.Window).AddDays(-1), DayOf(now).AddDays(1), cancellationToken);

    /// <summary>An edit does not move an article in time.</summary>
    public static Article Redated(Article edit, IndexedArticle? known) =>
        known is null ? edit : edit with { FirstSeen = known.FirstSeen, Published = known.Published ?? edit.Published };

    private async Task RebuildAsync(WindowIndex index, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var places = (
            from story in await stores.Stories.ChangedAsync(now - options.Window, now, cancellationToken)
            where story.MergedInto is null
            from report in story.Reports
            where !index.Contains(report.Article)
            group (story.Id, report.CopyOf) by report.Article).ToDictionary(g => g.Key, g => g.First());
        if (places.Count == 0)
            return;
        await foreach (var article in WindowAsync(now, cancellationToken))
        {
            if (places.TryGetValue(article.Id, out var place))
                grouper.Restore(index, Redated(article, index.Find(article.Id)), place.Id, place.CopyOf);
        }
    }

    private static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);
}
