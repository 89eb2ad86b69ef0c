using SahelWatch.Domain;

namespace SahelWatch.Stories;

/// <summary>Where one arriving article belongs.</summary>
/// <param name="CopyOf">The representative whose text it reprints; null where the text is its own.</param>
/// <param name="Because">The evidence, for people.</param>
public sealed record Assignment(Article Article, StoryId Story, ArticleId? CopyOf, string Because)
{
    /// <summary>Tells of several events.</summary>
    public bool IsRoundup { get; init; }

    /// <summary>Sentences that the versions of its text that were there before do not have.</summary>
    public IReadOnlyList<string> Additions { get; init; } = [];

    /// <summary>The stories that an article tells of which is the report of none of them.</summary>
    public IReadOnlyList<StoryId> About { get; init; } = [];
}

/// <summary>Articles that were in one story and now are in another.</summary>
/// <param name="Kind">merged where <paramref name="From"/> is left empty, else split.</param>
public sealed record StoryMove(string Kind, StoryId From, StoryId To, IReadOnlyList<ArticleId> Articles, string Because);

/// <summary>A report that was there before and now hangs on another representative (null: it is one itself).</summary>
public sealed record CopyChange(StoryId Story, ArticleId Article, ArticleId? CopyOf);

/// <summary>What a run of grouping found out: where the arrivals belong, and what that changed for articles that were there before.</summary>
public sealed record Grouping(IReadOnlyList<Assignment> Assignments, IReadOnlyList<StoryMove> Moves, IReadOnlyList<CopyChange> Copies)
{
    /// <summary>The stories this touches: what to read before <see cref="StoryBuilder.Apply"/>.</summary>
    public IReadOnlyList<StoryId> Stories { get; } =
    [
        .. Assignments.Select(a => a.Story).Concat(Moves.SelectMany(m => new[] { m.From, m.To })).Concat(Copies.Select(c => c.Story))
            .Distinct().OrderBy(s => s.Value, StringComparer.Ordinal),
    ];
}
