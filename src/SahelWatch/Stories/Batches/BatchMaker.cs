using SahelWatch.Archive;
using SahelWatch.Stories.Indexing;

namespace SahelWatch.Stories.Batches;

/// <summary>Decides what the next articles change, without writing anything.</summary>
internal sealed class BatchMaker(StoryGrouper grouper, StoryOptions options, Stores stores)
{
    private readonly IndexReader _indexes = new(grouper, options, stores);

    public async Task<Batch> MakeAsync(Unread unread, int lines, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (articles, batch) = await new UnreadPages(stores, options).ReadAsync(unread, lines, now, cancellationToken);
        var (index, etags) = await _indexes.ReadAsync(unread, now, cancellationToken);
        var arrivals = Arrivals.Of(articles).Select(a => Taken(a, index)).OfType<Article>().ToList();
        var known = arrivals.Count(a => index.Contains(a.Id));
        var grouping = grouper.Assign(arrivals, index, now);
        var current = await stores.Stories.ReadAsync(grouping.Stories, cancellationToken);
        var lost = await LostAsync(grouping, current.SelectMany(s => s.Value.Reports).Select(r => r.Article), index, now, cancellationToken);
        var stories = StoryBuilder.Apply(
            current.ToDictionary(s => s.Value.Id, s => s.Value), grouping with { Assignments = [.. lost, .. grouping.Assignments] }, now);
        var storyETags = current.ToDictionary(s => s.Value.Id, s => s.ETag);
        return batch with
        {
            Stories = [.. stories.Select(s => new StoryWrite(s, storyETags.GetValueOrDefault(s.Id)))],
            Segments = [.. index.Changed.Order().Select(day => new SegmentWrite(day, index.Changes(day), etags.GetValueOrDefault(day)))],
            Days = [.. index.Days.Order()],
            Articles = arrivals.Count - known,
            Copies = grouping.Assignments.Count(a => a.CopyOf is not null),
            Moves = grouping.Moves.Count,
        };
    }

    /// <summary>
    /// The article in the form that grouping needs; null if there is nothing to do. An article that is already grouped was stored again after a crash or by
    /// a second feed, unless its outlet edited it; an edit of an article that was not kept matters if it made the article relevant.
    /// </summary>
    private static Article? Taken(Article article, WindowIndex index) => (index.Find(article.Id), article.IsEdit) switch
    {
        ({ } known, true) => IndexReader.Redated(article, known),
        ({ }, false) => null,
        (null, true) when !article.Match.Relevant => null,
        _ => article,
    };

    /// <summary>
    /// Articles of the affected stories that are in the index but in no stored story, because a story was lost or could not be read. They are restored.
    /// </summary>
    private async Task<IReadOnlyList<Assignment>> LostAsync(
        Grouping grouping, IEnumerable<ArticleId> stored, WindowIndex index, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var stories = grouping.Stories.ToHashSet();
        var held = stored.Concat(grouping.Assignments.Select(a => a.Article.Id)).ToHashSet();
        var lost = index.Articles.Where(a => stories.Contains(a.Story) && !held.Contains(a.Id)).ToDictionary(a => a.Id);
        if (lost.Count == 0)
            return [];
        var found = new Dictionary<ArticleId, Assignment>();
        await foreach (var article in _indexes.WindowAsync(now, cancellationToken))
        {
            if (lost.TryGetValue(article.Id, out var place))
                found[article.Id] = new Assignment(IndexReader.Redated(article, place), place.Story, place.CopyOf, "restored from the archive");
        }

        return [.. found.Values];
    }
}
