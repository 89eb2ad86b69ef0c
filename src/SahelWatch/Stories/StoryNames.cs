using SahelWatch.Stories.Indexing;

namespace SahelWatch.Stories;

/// <summary>
/// Decides which groups keep which story ids. The group with most of a story's articles keeps its id; of several ids it keeps the oldest, since readers know
/// the story by that. A group that continues no story gets a new id from its earliest article.
/// </summary>
internal static class StoryNames
{
    /// <param name="arrival">Does not count, because it had no story yet; the copies it took over do.</param>
    public static List<(StoryId Story, List<IndexedArticle> Texts)> Of(List<List<IndexedArticle>> groups, IndexedArticle arrival, Lookup lookup)
    {
        var shares =
            from texts in groups
            from text in texts
            from article in lookup.CopiesOf(text).Append(text)
            where article != arrival
            group article by (Texts: texts, text.Story) into share
            select (share.Key.Texts, share.Key.Story, Articles: share.Count(), FirstSeen: share.Min(a => a.FirstSeen));
        var heirs =
            from story in shares.GroupBy(s => s.Story)
            let firstSeen = story.Min(s => s.FirstSeen)
            from heir in story.OrderByDescending(s => s.Articles).Select((s, rank) => (s.Texts, s.Story, s.Articles, IsSecond: rank > 0))
            orderby heir.IsSecond, firstSeen, heir.Articles descending, heir.Story.Value
            select (heir.Texts, heir.Story);
        var names = new Dictionary<List<IndexedArticle>, StoryId>();
        var taken = new HashSet<StoryId>();
        foreach (var (group, story) in heirs.ToList())
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
