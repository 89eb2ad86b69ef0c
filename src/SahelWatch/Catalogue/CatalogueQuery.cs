namespace SahelWatch.Catalogue;

/// <summary>A search in the catalogue; criteria that are null do not restrict it.</summary>
public sealed record CatalogueQuery
{
    /// <summary>Words that an event must all have: in its titles in any language, or as names, in any spelling, of what its reports mention.</summary>
    public string Text { get; init; } = "";

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    public string? Theme { get; init; }

    /// <summary>A gazetteer id, for events in the place or anything within it.</summary>
    public string? Place { get; init; }

    /// <summary>The outlet's name, ignoring case and accents.</summary>
    public string? Outlet { get; init; }

    /// <summary>The language of at least one report.</summary>
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

/// <summary>The sort order.</summary>
public enum SearchOrder
{
    /// <summary>By the last report, newest first.</summary>
    Newest,

    /// <summary>Events with the words in their headlines, and severe ones, first.</summary>
    Relevant,
}

/// <summary>The result of a search.</summary>
/// <param name="Count">The number of events found.</param>
/// <param name="Rows">The requested page of them.</param>
/// <param name="Words">Marks the search terms in a text.</param>
public sealed record SearchResult(int Count, IReadOnlyList<CatalogueRow> Rows, SearchWords Words);
