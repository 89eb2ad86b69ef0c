using SahelWatch.Storage;

namespace SahelWatch.Stories.Batches;

/// <summary>
/// The progress of grouping, and the batch that is being written. A page of articles has been processed if its name is listed here: names are compared, not
/// times, since pages are named by different clocks.
/// </summary>
public sealed record GroupingCursor
{
    public const int NewestVersion = 2;

    public int Version { get; init; } = NewestVersion;

    /// <summary>The pages of earlier days have been processed or are older than the window.</summary>
    public DateOnly From { get; init; }

    /// <summary>The pages from <see cref="From"/> on that have been processed.</summary>
    public IReadOnlyList<string> Grouped { get; init; } = [];

    /// <summary>The page that has been processed in part; null if there is none.</summary>
    public PagePart? Part { get; init; }

    /// <summary>The days for which the index has a segment, to detect missing ones.</summary>
    public IReadOnlyList<DateOnly> Days { get; init; } = [];

    /// <summary>The attempt in progress; null if there is none and the last one succeeded.</summary>
    public Attempt? Attempt { get; init; }

    /// <summary>Decided and perhaps partly written: any run that finds it completes it before it does anything else.</summary>
    public Batch? Batch { get; init; }

    /// <summary>The day on which it was last moved, by the clock of that process; null if never.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Of version 1 only: the time of the latest page read.</summary>
    public DateTimeOffset? Reached { get; init; }

    public static GroupingCursor Since(DateOnly day) => new() { From = day };

    /// <summary>
    /// Converted to the current version. The pages of two days are read again, all of them in order, so that the latest wording of an article wins; the index
    /// recognises the articles.
    /// </summary>
    public GroupingCursor Upgraded() => Reached is { } reached ? Since(DateOnly.FromDateTime(reached.UtcDateTime).AddDays(-1)) : this;

    /// <summary>The cursor after the batch is written.</summary>
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

/// <param name="Lines">The number of its lines that have been processed.</param>
public sealed record PagePart(string Page, int Lines);

/// <summary>Everything that a batch of articles changes, decided before any of it is written.</summary>
public sealed record Batch
{
    /// <summary><see cref="GroupingCursor.From"/> after this is written.</summary>
    public required DateOnly From { get; init; }

    /// <summary>See <see cref="GroupingCursor.Until"/>.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The pages that have been processed after this is written.</summary>
    public required IReadOnlyList<string> Pages { get; init; }

    /// <summary>The page within which the batch ends; null if it ends with a page.</summary>
    public PagePart? Part { get; init; }

    /// <summary>In the order of writing.</summary>
    public IReadOnlyList<StoryWrite> Stories { get; init; } = [];

    public IReadOnlyList<SegmentWrite> Segments { get; init; } = [];

    /// <summary>The days for which the index has a segment after this is written.</summary>
    public IReadOnlyList<DateOnly> Days { get; init; } = [];

    /// <summary>New articles.</summary>
    public int Articles { get; init; }

    /// <summary>The number of reprints among them.</summary>
    public int Copies { get; init; }

    /// <summary>Merges and splits.</summary>
    public int Moves { get; init; }
}

/// <param name="ETag">The ETag of the previous version; null if the story is new.</param>
public sealed record StoryWrite(Story Story, string? ETag);

/// <param name="Content">
/// The new or changed articles of the day, as a segment; empty if the day is to be deleted. Not the whole day, which may be large, because this is stored in
/// the cursor. (Older versions wrote the whole day, with the same effect.)
/// </param>
/// <param name="ETag">The ETag of the segment when this was decided; null if there was none.</param>
public sealed record SegmentWrite(DateOnly Day, ReadOnlyMemory<byte> Content, string? ETag);
