namespace SahelWatch.Catalogue;

/// <summary>
/// The table of contents of the catalogue and its progress. Saved after the months, so that if it is unchanged, none of them need be checked.
/// </summary>
public sealed record CatalogueContents
{
    public int Version { get; init; } = 1;

    /// <summary>The ETag of each month ("2026-11").</summary>
    public IReadOnlyDictionary<string, string> Months { get; init => field = value ?? new Dictionary<string, string>(); } = new Dictionary<string, string>();

    /// <summary>The ETag of the grouping cursor up to which all changes have been processed; null if some are left.</summary>
    public string? Grouping { get; init; }

    /// <summary>The change notes of earlier days have been processed; the minimum if all are to be processed (again).</summary>
    public DateOnly From { get; init; }

    /// <summary>The names of the notes from <see cref="From"/> on that have been processed: times of several clocks cannot be compared.</summary>
    public IReadOnlyList<string> Notes { get; init => field = value ?? []; } = [];
}

/// <summary>The rows of the events first reported in a month (UTC), the last first.</summary>
public sealed record CatalogueMonth
{
    public int Version { get; init; } = 1;

    public required IReadOnlyList<CatalogueRow> Rows { get; init; }
}
