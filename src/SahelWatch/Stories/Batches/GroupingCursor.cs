using SahelWatch.Domain;
using SahelWatch.Storage;

namespace SahelWatch.Stories.Batches;

/// <summary>
/// How far grouping has come, and the batch that is being written. A page of articles is dealt with when its name is listed here, whatever the clocks said that
/// named the pages: names are compared, times are not.
/// </summary>
public sealed record GroupingCursor
{
    public const int NewestVersion = 2;

    public int Version { get; init; } = NewestVersion;

    /// <summary>The pages of earlier days are dealt with, or older than the window.</summary>
    public DateOnly From { get; init; }

    /// <summary>The pages of <see cref="From"/> and later that are dealt with.</summary>
    public IReadOnlyList<string> Grouped { get; init; } = [];

    /// <summary>The page that is dealt with in part; null where there is none.</summary>
    public PagePart? Part { get; init; }

    /// <summary>The days that the index has a segment of: by this a missing one is noticed.</summary>
    public IReadOnlyList<DateOnly> Days { get; init; } = [];

    /// <summary>What is being tried; null where nothing is and the last try went well.</summary>
    public Attempt? Attempt { get; init; }

    /// <summary>Decided, and perhaps written in part: whoever finds it here writes it to its end before anything else.</summary>
    public Batch? Batch { get; init; }

    /// <summary>The day of the clock that moved it last; null before there was one.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Of version 1 only: the time of the latest page read.</summary>
    public DateTimeOffset? Reached { get; init; }

    public static GroupingCursor Since(DateOnly day) => new() { From = day };

    /// <summary>
    /// The same in the newest version. The pages of two days are read again, all of them in their order, so that the latest wording of an article stays; the
    /// index knows the articles.
    /// </summary>
    public GroupingCursor Upgraded() => Reached is { } reached ? Since(DateOnly.FromDateTime(reached.UtcDateTime).AddDays(-1)) : this;

    /// <summary>The cursor once the batch is written.</summary>
    public GroupingCursor After(Batch batch) => new()
    {
        From = batch.From,
        Grouped = [.. Grouped.Union(batch.Pages, StringComparer.Ordinal).Where(name => string.CompareOrdinal(name, BlobNames.ArticlePages(batch.From)) >= 0)],
        Part = batch.Part,
        Until = batch.Until,
        Days = batch.Days,
        Attempt = Attempt?.Succeeded(),
    };
}

/// <param name="Lines">How many of its lines are dealt with.</param>
public sealed record PagePart(string Page, int Lines);

/// <summary>All that one batch of articles changes, decided before any of it is written.</summary>
public sealed record Batch
{
    /// <summary>As <see cref="GroupingCursor.From"/>, once this is written.</summary>
    public required DateOnly From { get; init; }

    /// <summary>As <see cref="GroupingCursor.Until"/>.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The pages that are dealt with once this is written.</summary>
    public required IReadOnlyList<string> Pages { get; init; }

    /// <summary>The page that this ends within; null where it ends with a page.</summary>
    public PagePart? Part { get; init; }

    /// <summary>In the order in which to write them.</summary>
    public IReadOnlyList<StoryWrite> Stories { get; init; } = [];

    public IReadOnlyList<SegmentWrite> Segments { get; init; } = [];

    /// <summary>The days that the index has a segment of once this is written.</summary>
    public IReadOnlyList<DateOnly> Days { get; init; } = [];

    /// <summary>Articles taken in for the first time.</summary>
    public int Articles { get; init; }

    /// <summary>Of those, reprints.</summary>
    public int Copies { get; init; }

    /// <summary>Merges and splits.</summary>
    public int Moves { get; init; }
}

/// <param name="ETag">Of the story that this one was made from; null where there was none.</param>
public sealed record StoryWrite(Story Story, string? ETag);

/// <param name="Content">
/// The articles of the day that are new or changed, as a segment; empty where the day is to be deleted. Not the whole day, which may be large: this stands in
/// the cursor. (Older versions wrote the whole, which comes to the same.)
/// </param>
/// <param name="ETag">Of the segment as it was when this was decided; null where there was none.</param>
public sealed record SegmentWrite(DateOnly Day, ReadOnlyMemory<byte> Content, string? ETag);
