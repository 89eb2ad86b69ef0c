using Microsoft.Extensions.Logging;
using SahelWatch.Archive;
using SahelWatch.Domain;
using SahelWatch.Storage;
using SahelWatch.Stories.Indexing;

namespace SahelWatch.Stories;

/// <summary>Articles since the cursor -> copies and events -> stories -> index -> cursor. The cursor moves last; a run that loses a race ends, and its articles come again.</summary>
internal sealed partial class GroupStories(StoryGrouper grouper, StoryOptions options, Stores stores, TimeProvider clock, ILogger<GroupStories> logger)
{
    public async Task<GroupReport> RunAsync(CancellationToken cancellationToken)
    {
        var before = stores.Operations;
        var now = clock.GetUtcNow();
        var cursor = await stores.Articles.ReadCursorAsync(cancellationToken);
        var reading = await stores.Articles.ReadSinceAsync(cursor?.Value ?? ArticleCursor.At(now - options.Window), now, cancellationToken);
        if (reading.Articles.Count == 0)
            return new GroupReport(now, 0, 0, 0, 0, LostRace: false, stores.Operations - before);

        var (index, segments) = await ReadIndexAsync(now, rebuild: cursor is not null, cancellationToken);
        var arrivals = Arrivals.Of(reading.Articles).Select(a => Taken(a, index)).OfType<Article>().ToList();
        var known = arrivals.Count(a => index.Contains(a.Id));
        var grouping = grouper.Assign(arrivals, index, now);

        var done = await SaveStoriesAsync(grouping, now, cancellationToken)
            && await SaveIndexAsync(index, segments, cancellationToken)
            && await stores.Articles.SaveCursorAsync(reading.Next, cursor?.ETag, cancellationToken);
        if (!done)
            LostRace();
        var copies = grouping.Assignments.Count(a => a.CopyOf is not null);
        return new GroupReport(now, arrivals.Count - known, copies, grouping.Stories.Count, grouping.Moves.Count, !done, stores.Operations - before);
    }

    /// <summary>
    /// The article as grouping takes it; null where there is nothing to take. What is grouped already was stored again by a crash or by a second feed, unless
    /// its outlet edited it; an edit of what was never kept counts where it made it relevant.
    /// </summary>
    private static Article? Taken(Article article, WindowIndex index) => (index.Find(article.Id), article.IsEdit) switch
    {
        ({ } known, true) => Redated(article, known),
        ({ }, false) => null,
        (null, true) when !article.Match.Relevant => null,
        _ => article,
    };

    /// <summary>An edit does not move an article in time.</summary>
    private static Article Redated(Article edit, IndexedArticle? known) =>
        known is null ? edit : edit with { FirstSeen = known.FirstSeen, Published = known.Published ?? edit.Published };

    private async Task<bool> SaveStoriesAsync(Grouping grouping, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var current = await stores.Stories.ReadAsync(grouping.Stories, cancellationToken);
        var etags = current.ToDictionary(s => s.Value.Id, s => s.ETag);
        var stories = StoryBuilder.Apply(current.ToDictionary(s => s.Value.Id, s => s.Value), grouping, now);
        await stores.Stories.NoteChangesAsync([.. stories.Select(s => s.Id)], now, cancellationToken);
        foreach (var story in stories)
        {
            if (await stores.Stories.SaveAsync(story, etags.GetValueOrDefault(story.Id), cancellationToken) is null)
                return false;
        }

        return true;
    }

    private async Task<(WindowIndex Index, Dictionary<DateOnly, string> ETags)> ReadIndexAsync(DateTimeOffset now, bool rebuild, CancellationToken cancellationToken)
    {
        // A day more on either side: segments are named by UTC day, and articles of the window's first hours lie in the day it begins in.
        var segments = await stores.Index.ReadAsync(DayOf(now - options.Window).AddDays(-1), DayOf(now).AddDays(1), cancellationToken);
        var index = WindowIndex.Read(segments.Select(s => s.Content));
        if (rebuild && (segments.Count == 0 || index.Unreadable > 0))
            await RebuildAsync(index, now, cancellationToken);
        return (index, segments.ToDictionary(s => s.Day, s => s.ETag));
    }

    /// <summary>Puts back what a missing or unreadable segment held, from the stories and their articles.</summary>
    private async Task RebuildAsync(WindowIndex index, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var places = (
            from story in await stores.Stories.ChangedAsync(now - options.Window, now, cancellationToken)
            where story.MergedInto is null
            from report in story.Reports
            where !index.Contains(report.Article)
            group (story.Id, report.CopyOf) by report.Article).ToDictionary(g => g.Key, g => g.First());
        if (places.Count > 0)
        {
            // Oldest day first: a later wording takes the place of the earlier one.
            await foreach (var article in stores.Articles.DaysAsync(DayOf(now - options.Window).AddDays(-1), DayOf(now), cancellationToken))
            {
                if (places.TryGetValue(article.Id, out var place))
                    grouper.Restore(index, Redated(article, index.Find(article.Id)), place.Id, place.CopyOf);
            }
        }

        Rebuilt(index.Unreadable, places.Count);
    }

    private async Task<bool> SaveIndexAsync(WindowIndex index, Dictionary<DateOnly, string> etags, CancellationToken cancellationToken)
    {
        foreach (var day in index.Changed.Order())
        {
            var content = index.Segment(day);
            if (content.IsEmpty)
                await stores.Index.DeleteAsync(day, cancellationToken);
            else if (await stores.Index.SaveAsync(day, content, etags.GetValueOrDefault(day), cancellationToken) is null)
                return false;
        }

        return true;
    }

    private static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    [LoggerMessage(140, LogLevel.Information, "Another grouping run was first; this one's articles come again")]
    private partial void LostRace();

    [LoggerMessage(141, LogLevel.Warning, "The grouping index was missing or unreadable ({Segments} segments) and was rebuilt from {Articles} articles")]
    private partial void Rebuilt(int segments, int articles);
}

/// <summary>What a grouping run did.</summary>
/// <param name="Articles">Taken in for the first time.</param>
/// <param name="Copies">Of those, reprints.</param>
/// <param name="Stories">Stories that are new or have grown.</param>
/// <param name="Moves">Merges and splits.</param>
public sealed record GroupReport(DateTimeOffset At, int Articles, int Copies, int Stories, int Moves, bool LostRace, BlobOperations Operations);
