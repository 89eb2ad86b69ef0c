using SahelWatch.Domain;
using SahelWatch.Language.Gazetteer;

namespace SahelWatch.Catalogue;

/// <summary>One event as search, the map and exports know it: facts, headlines and links; the texts stay with the articles.</summary>
public sealed record CatalogueRow
{
    public required StoryId Id { get; init; }

    /// <summary>The headline that tells the event best, in each of its <see cref="Languages"/>.</summary>
    public required IReadOnlyDictionary<string, string> Headlines { get; init; }

    /// <summary>The report that the headline in the first language is from; null where its feed gave no address of the web.</summary>
    public Uri? Url { get; init; }

    /// <summary>Where it happened, the best first; a country where nothing nearer is known; empty where no country is either.</summary>
    public IReadOnlyList<CataloguePlace> Places { get; init => field = value ?? []; } = [];

    /// <summary>ISO 3166-1 alpha-2, strongest first.</summary>
    public IReadOnlyList<string> Countries { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> Themes { get; init => field = value ?? []; } = [];

    /// <summary>Gazetteer ids of all that the reports name: places, groups, institutions, people.</summary>
    public IReadOnlyList<string> Names { get; init => field = value ?? []; } = [];

    /// <summary>One of each kind that the reports count: the figure that stands.</summary>
    public IReadOnlyList<CatalogueFigure> Figures { get; init => field = value ?? []; } = [];

    /// <summary>Copies included.</summary>
    public required int Reports { get; init; }

    /// <summary>Reports of different origins: copies of one text, and texts of one agency, are one.</summary>
    public required int Independent { get; init; }

    /// <summary>Who reported it, in the order of their first reports.</summary>
    public IReadOnlyList<CatalogueOutlet> Outlets { get; init => field = value ?? []; } = [];

    /// <summary>Of the reports, the one of most first; one at least.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    public required DateTimeOffset First { get; init; }

    public required DateTimeOffset Last { get; init; }

    /// <summary>As of the story: pruned by it.</summary>
    public required DateTimeOffset Changed { get; init; }

    /// <summary>From 5 (grave) to 0 (routine), see severity.yaml.</summary>
    public required int Severity { get; init; }

    /// <summary>What happened, an event's id in severity.yaml; null where no word says so.</summary>
    public string? Event { get; init; }

    /// <summary>The words of all titles, folded, each once, a space before and after each.</summary>
    public required string Words { get; init; }

    /// <summary>The headline in a language, or else in the one that most reports are in.</summary>
    public string Headline(string language) => Headlines.GetValueOrDefault(language) ?? Headlines[Languages[0]];

    /// <summary>The figure of a kind (killed, injured, missing, abducted, displaced, arrested); null where no report gives one.</summary>
    public CatalogueFigure? Figure(string kind) => Figures.FirstOrDefault(f => f.Kind == kind);
}

/// <summary>A place of an event.</summary>
/// <param name="Id">Of the gazetteer.</param>
/// <param name="Name">In English, or as the place calls itself.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Position">Null where several places of the country have the name.</param>
/// <param name="Admin1">As <see cref="GazetteerEntry.Admin1"/>.</param>
/// <param name="Admin2">As <see cref="GazetteerEntry.Admin2"/>.</param>
public sealed record CataloguePlace(
    string Id, string Name, string Country, GeoPoint? Position, string? Admin1, string? Admin2, PlacePrecision Precision);

/// <summary>How exactly a place is known; a position is the middle of it.</summary>
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

/// <summary>An outlet's part in an event.</summary>
/// <param name="Copies">Reports that reprint a text of somebody else.</param>
public sealed record CatalogueOutlet(string Name, int Reports, int Copies);

/// <summary>The figure that stands, and who says so.</summary>
/// <param name="Kind">killed, injured, missing, abducted, displaced or arrested.</param>
/// <param name="High">The upper bound of a range; else null.</param>
/// <param name="Qualifier">exactly, about, at-least, at-most or range.</param>
/// <param name="By">army, government, un, ngo, union, witnesses, medical, security, local, group; null where the report names nobody.</param>
/// <param name="Outlet">Whose report gives it.</param>
/// <param name="Standing">agreed, revised or disputed.</param>
public sealed record CatalogueFigure(string Kind, int Value, int? High, string Qualifier, string? By, string Outlet, string Standing);
