namespace SahelWatch.Language.Gazetteer;

/// <summary>A place, people, group or institution, and the names that news sites use for it.</summary>
public sealed record GazetteerEntry
{
    private static readonly Dictionary<string, Doubt> NoDoubts = [];

    /// <summary>Must never change, since it is stored with articles and stories.</summary>
    public required string Id { get; init; }

    public required EntryKind Kind { get; init; }

    /// <summary>ISO 3166-1 alpha-2 codes of the countries that it is in.</summary>
    public IReadOnlyList<string> Iso { get; init; } = [];

    /// <summary>Ids of the entries that directly contain it.</summary>
    public IReadOnlyList<string> In { get; init; } = [];

    /// <summary>By language (en, fr, ar, ha); the first of each language is the one to show.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Names { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Adjectives and inhabitants, by language: Malian, Malians; malien, maliennes…; مالي, ماليون….</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> People { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The weight of one mention; null for the weight of its kind.</summary>
    public double? Weight { get; init; }

    /// <summary>Names and people forms that often mean something else and need further evidence to count.</summary>
    public IReadOnlyDictionary<string, Doubt> Ambiguous { get; init; } = NoDoubts;

    /// <summary>Longer names that contain one of its names but mean something else (Niger State).</summary>
    public IReadOnlyList<string> Not { get; init; } = [];

    /// <summary>The location of a place or the centre of an area; null for other entries, and if several villages in a country have the name.</summary>
    public GeoPoint? Position { get; init; }

    /// <summary>
    /// The region (province, wilaya) of a place, from the table of places: in Mali the divisions before 2023, in Burkina Faso those before 2025.
    /// </summary>
    public string? Admin1 { get; init; }

    /// <summary>The cercle, department or province of a place.</summary>
    public string? Admin2 { get; init; }

    /// <summary>Whether it is a settlement, not an area with many settlements.</summary>
    public bool IsPoint => Kind is EntryKind.Capital or EntryKind.Town or EntryKind.Village or EntryKind.Camp;

    public bool IsPlace => Kind <= EntryKind.Area;
}

/// <summary>WGS 84, degrees.</summary>
public readonly record struct GeoPoint(double Latitude, double Longitude);

/// <summary>What else a name can mean.</summary>
/// <param name="Kind">Determines how much evidence the name needs.</param>
public sealed record Doubt(string Meaning, DoubtKind Kind = DoubtKind.Usual);

/// <summary>Kinds of doubt; all but the first are assigned by rules.</summary>
public enum DoubtKind
{
    /// <summary>Entered by hand.</summary>
    Usual,

    /// <summary>An everyday word, or a name so short that it is a word in some language.</summary>
    Word,

    /// <summary>A given name or surname.</summary>
    Person,

    /// <summary>A town or village elsewhere.</summary>
    Place,

    /// <summary>No other meaning, but a little-known village.</summary>
    Village,
}

/// <summary>Places first (<see cref="GazetteerEntry.IsPlace"/> relies on it), then peoples, organisations and persons.</summary>
public enum EntryKind
{
    Country,
    Capital,
    Region,
    Town,
    Village,
    Camp,
    River,
    Lake,
    Park,
    BorderZone,
    Area,
    People,
    Group,
    Institution,
    Government,
    Office,
    Media,
    Company,
    Person,
}
