namespace SahelWatch.Stories;

/// <summary>The story that a new article is assigned to.</summary>
/// <param name="CopyOf">The representative whose text it reprints; null if the text is its own.</param>
/// <param name="Because">The evidence, for display.</param>
public sealed record Assignment(Article Article, StoryId Story, ArticleId? CopyOf, string Because)
{
    /// <summary>Covers several events.</summary>
    public bool IsRoundup { get; init; }

    /// <summary>Sentences that are not in earlier versions of its text.</summary>
    public IReadOnlyList<string> Additions { get; init; } = [];

    /// <summary>The stories covered by an article that is not a report of any one of them.</summary>
    public IReadOnlyList<StoryId> About { get; init; } = [];
}

/// <summary>Articles that moved from one story to another.</summary>
/// <param name="Kind">merged if <paramref name="From"/> is left empty, else split.</param>
public sealed record StoryMove(string Kind, StoryId From, StoryId To, IReadOnlyList<ArticleId> Articles, string Because);

/// <summary>An earlier report that now has another representative (null if it is one itself).</summary>
public sealed record CopyChange(StoryId Story, ArticleId Article, ArticleId? CopyOf);

/// <summary>The result of grouping: the assignments of new articles, and what they change for earlier ones.</summary>
public sealed record Grouping(IReadOnlyList<Assignment> Assignments, IReadOnlyList<StoryMove> Moves, IReadOnlyList<CopyChange> Copies)
{
    /// <summary>The affected stories, to be read before <see cref="StoryBuilder.Apply"/>.</summary>
    public IReadOnlyList<StoryId> Stories { get; } =
    [
        .. Assignments.Select(a => a.Story).Concat(Moves.SelectMany(m => new[] { m.From, m.To })).Concat(Copies.Select(c => c.Story))
            .Distinct().OrderBy(s => s.Value, StringComparer.Ordinal),
    ];
}
