namespace SahelWatch.Catalogue;

/// <summary>
/// What the catalogue holds and how far it has come: saved after the months, so that whoever finds it unchanged needs to ask after none of them.
/// </summary>
public sealed record CatalogueContents
{
    public int Version { get; init; } = 1;

    /// <summary>The ETag of each month ("2026-11").</summary>
    public IReadOnlyDictionary<string, string> Months { get; init => field = value ?? new Dictionary<string, string>(); } = new Dictionary<string, string>();

    /// <summary>The ETag of the grouping cursor up to which all changes are taken in; null where some are left.</summary>
    public string? Grouping { get; init; }

    /// <summary>The notes of changes of earlier days are taken in; the first of days where all are to be taken in (again).</summary>
    public DateOnly From { get; init; }

    /// <summary>The notes of <see cref="From"/> and later that are taken in, by name: times of several clocks cannot be compared.</summary>
    public IReadOnlyList<string> Notes { get; init => field = value ?? []; } = [];
}

/// <summary>The rows of the events first reported in a month (UTC), the last first.</summary>
public sealed record CatalogueMonth
{
    public int Version { get; init; } = 1;

    public required IReadOnlyList<CatalogueRow> Rows { get; init; }
}
