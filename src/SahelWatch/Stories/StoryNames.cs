using SahelWatch.Domain;
using SahelWatch.Stories.Indexing;

namespace SahelWatch.Stories;

/// <summary>
/// Gives groups the ids of the stories they continue: the group that holds most of a story's articles keeps its id, so that a story that was mailed keeps the
/// name it was mailed under. What continues no story is founded by its earliest article.
/// </summary>
internal static class StoryNames
{
    /// <param name="arrival">Belonged to no story yet: it has no say, the copies it took over have.</param>
    public static List<(StoryId Story, List<IndexedArticle> Texts)> Of(List<List<IndexedArticle>> groups, IndexedArticle arrival, Lookup lookup)
    {
        var votes =
            from texts in groups
            from story in texts.GroupBy(t => t.Story)
            let articles = story.Sum(t => (t == arrival ? 0 : 1) + lookup.CopiesOf(t).Count)
            where articles > 0
            orderby articles descending, story.Key.Value
            select (Texts: texts, Story: story.Key);
        var names = new Dictionary<List<IndexedArticle>, StoryId>();
        var taken = new HashSet<StoryId>();
        foreach (var (group, story) in votes.ToList())
        {
            if (!names.ContainsKey(group) && taken.Add(story))
                names[group] = story;
        }

        foreach (var group in groups.Where(g => !names.ContainsKey(g)))
            taken.Add(names[group] = Founded(group, taken, lookup));
        return [.. groups.Select(g => (names[g], g))];
    }

    private static StoryId Founded(List<IndexedArticle> group, HashSet<StoryId> taken, Lookup lookup)
    {
        group.Sort(IndexedArticle.ByDate);
        foreach (var text in group)
        {
            var story = StoryId.FoundedBy(text.Id);
            if (!taken.Contains(story) && (!lookup.Knows(story) || text.Story == story))
                return story;
        }

        return StoryId.FoundedBy(ArticleId.From("apart from " + group[0].Story + " " + group[0].Id)); // its founder's id names the story it is split from
    }
}
