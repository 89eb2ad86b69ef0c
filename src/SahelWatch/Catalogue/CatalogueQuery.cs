namespace SahelWatch.Catalogue;

/// <summary>What to find in the catalogue; what is not given does not narrow it.</summary>
public sealed record CatalogueQuery
{
    /// <summary>Words, all of which an event must have: of its titles in any language, or names of what its reports name in any spelling.</summary>
    public string Text { get; init; } = "";

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    public string? Theme { get; init; }

    /// <summary>A gazetteer id: events in it, or in what lies in it.</summary>
    public string? Place { get; init; }

    /// <summary>The outlet's name, whatever its case and accents.</summary>
    public string? Outlet { get; init; }

    /// <summary>A language that a report is in.</summary>
    public string? Language { get; init; }

    /// <summary>First reported at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>First reported before this time.</summary>
    public DateTimeOffset? To { get; init; }

    public int? DeathsAtLeast { get; init; }

    public SearchOrder Order { get; init; }

    public int Skip { get; init; }

    public int Take { get; init; } = 50;
}

/// <summary>What comes first.</summary>
public enum SearchOrder
{
    /// <summary>The last to be reported first.</summary>
    Newest,

    /// <summary>Events whose headlines have the words, and grave ones.</summary>
    Relevant,
}

/// <summary>What was found.</summary>
/// <param name="Count">All that were found.</param>
/// <param name="Rows">The part of them that was asked for.</param>
/// <param name="Words">Marks what was searched for in a text.</param>
public sealed record SearchResult(int Count, IReadOnlyList<CatalogueRow> Rows, SearchWords Words);
