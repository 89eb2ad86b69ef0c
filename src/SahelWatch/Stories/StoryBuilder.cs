namespace SahelWatch.Stories;

/// <summary>Applies a grouping to stories. Idempotent.</summary>
public static class StoryBuilder
{
    /// <summary>
    /// The changed stories in the order of storing: those that gain reports before those that lose them, so that a crash between two writes loses none. A story
    /// that has lost all its reports is kept as a redirect to the one that it was merged into.
    /// </summary>
    /// <param name="current">The stored stories among <see cref="Grouping.Stories"/>.</param>
    public static IReadOnlyList<Story> Apply(IReadOnlyDictionary<StoryId, Story> current, Grouping grouping, DateTimeOffset now)
    {
        var drafts = grouping.Stories.ToDictionary(id => id, id => new StoryDraft(id, current.GetValueOrDefault(id)));
        foreach (var move in grouping.Moves)
        {
            foreach (var article in move.Articles)
            {
                if (drafts[move.From].Take(article) is { } report)
                    drafts[move.To].Put(report with { Because = move.Because.Length > 0 ? move.Because : report.Because }, now);
            }

            drafts[move.From].Note(move, move.To, now);
            drafts[move.To].Note(move, move.From, now);
        }

        foreach (var copy in grouping.Copies)
            drafts[copy.Story].SetRepresentative(copy.Article, copy.CopyOf);
        foreach (var assignment in grouping.Assignments)
            drafts[assignment.Story].Put(ReportReader.Read(assignment), now);

        var losers = grouping.Moves.Select(m => m.From).ToHashSet();
        return [.. drafts.Values.Where(d => d.HasChanged).OrderBy(d => losers.Contains(d.Id)).Select(d => d.Build(now))];
    }
}
