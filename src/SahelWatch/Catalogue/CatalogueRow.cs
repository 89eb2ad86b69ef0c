using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Catalogue;

/// <summary>An event for search, the map and exports: facts, headlines and links, but no texts.</summary>
public sealed record CatalogueRow
{
    public required StoryId Id { get; init; }

    /// <summary>The best headline in each of its <see cref="Languages"/>.</summary>
    public required IReadOnlyDictionary<string, string> Headlines { get; init; }

    /// <summary>The report that the headline in the first language is from; null if its feed gave no web address.</summary>
    public Uri? Url { get; init; }

    /// <summary>Where it happened, the likeliest first; the country if nothing more is known; empty if not even that.</summary>
    public IReadOnlyList<CataloguePlace> Places { get; init => field = value ?? []; } = [];

    /// <summary>ISO 3166-1 alpha-2, strongest first.</summary>
    public IReadOnlyList<string> Countries { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> Themes { get; init => field = value ?? []; } = [];

    /// <summary>Gazetteer ids of everything that the reports mention: places, groups, institutions, people.</summary>
    public IReadOnlyList<string> Names { get; init => field = value ?? []; } = [];

    /// <summary>The current figure of each kind.</summary>
    public IReadOnlyList<CatalogueFigure> Figures { get; init => field = value ?? []; } = [];

    /// <summary>Copies included.</summary>
    public required int Reports { get; init; }

    /// <summary>Reports of different origin: copies of one text, and texts of one agency, count once.</summary>
    public required int Independent { get; init; }

    /// <summary>The outlets that reported it, in the order of their first reports.</summary>
    public IReadOnlyList<CatalogueOutlet> Outlets { get; init => field = value ?? []; } = [];

    /// <summary>The languages of the reports, the most frequent first; at least one.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    public required DateTimeOffset First { get; init; }

    public required DateTimeOffset Last { get; init; }

    /// <summary>When the story last changed; used for pruning.</summary>
    public required DateTimeOffset Changed { get; init; }

    /// <summary>From 5 (grave) to 0 (routine), see severity.yaml.</summary>
    public required int Severity { get; init; }

    /// <summary>What happened: the id of an event in severity.yaml; null if unknown.</summary>
    public string? Event { get; init; }

    /// <summary>The distinct folded words of all titles, with a space before and after each.</summary>
    public required string Words { get; init; }

    /// <summary>The headline in a language, else in the most frequent one.</summary>
    public string Headline(string language) => Headlines.GetValueOrDefault(language) ?? Headlines[Languages[0]];

    /// <summary>The figure of a kind (killed, injured, missing, abducted, displaced, arrested); null if no report gives one.</summary>
    public CatalogueFigure? Figure(string kind) => Figures.FirstOrDefault(f => f.Kind == kind);
}

/// <summary>A place of an event.</summary>
/// <param name="Id">Of the gazetteer.</param>
/// <param name="Name">In English, else in the local language.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Position">Null if several places in the country have the name.</param>
/// <param name="Admin1">See <see cref="GazetteerEntry.Admin1"/>.</param>
/// <param name="Admin2">See <see cref="GazetteerEntry.Admin2"/>.</param>
public sealed record CataloguePlace(
    string Id, string Name, string Country, GeoPoint? Position, string? Admin1, string? Admin2, PlacePrecision Precision);

/// <summary>The precision of a place; its position is the centre.</summary>
public enum PlacePrecision
{
    /// <summary>A town, village or camp.</summary>
    Place,

    /// <summary>A cercle, department or province.</summary>
    Admin2,

    /// <summary>A region, or an area, river or park of that size.</summary>
    Admin1,

    Country,
}

/// <summary>An outlet's reports of an event.</summary>
/// <param name="Copies">The number of reports that reprint another outlet's text.</param>
public sealed record CatalogueOutlet(string Name, int Reports, int Copies);

/// <summary>The current figure and its source.</summary>
/// <param name="Kind">killed, injured, missing, abducted, displaced or arrested.</param>
/// <param name="High">The upper bound of a range; else null.</param>
/// <param name="Qualifier">exactly, about, at-least, at-most or range.</param>
/// <param name="By">army, government, un, ngo, union, witnesses, medical, security, local, group; null if the report names no source.</param>
/// <param name="Outlet">The outlet whose report gives it.</param>
/// <param name="Standing">agreed, revised or disputed.</param>
public sealed record CatalogueFigure(string Kind, int Value, int? High, string Qualifier, string? By, string Outlet, string Standing);
