using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories.Indexing;
using SahelWatch.Stories.Sketching;

namespace SahelWatch.Stories;

/// <summary>Determines for each new article which text it reprints and which story it belongs to.</summary>
public sealed class StoryGrouper(EntrySet entries, StoryOptions options)
{
    private readonly SketchReader _reader = new(entries);

    /// <summary>
    /// Assigns the arrivals to stories, oldest first, and returns what that changes for earlier articles. Modifies the index, whose changed segments must be
    /// stored after the stories. An article that the index already contains is an update and stays in its story.
    /// </summary>
    public Grouping Assign(IReadOnlyList<Article> arrivals, WindowIndex index, DateTimeOffset now)
    {
        index.Prune(now, options);
        var run = new GroupingRun(options, entries, index, index.LookupFor(options, entries));
        foreach (var arrival in arrivals.OrderBy(a => a.Date).ThenBy(a => a.Id.Value, StringComparer.Ordinal))
            run.Take(arrival, _reader.Read(arrival, index.Boilerplate));
        return run.Outcome();
    }

    /// <summary>Restores a grouped article in the index, for a day whose segment is missing or unreadable.</summary>
    public void Restore(WindowIndex index, Article article, StoryId story, ArticleId? copyOf)
    {
        var sketch = _reader.Read(article, index.Boilerplate);
        (sketch.Story, sketch.CopyOf) = (story, copyOf);
        index.Keep(sketch);
        index.MarkChanged(sketch);
    }
}
