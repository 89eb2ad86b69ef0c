namespace SahelWatch.Language.Gazetteer;

/// <summary>A place, people, group or institution, and what the press calls it.</summary>
public sealed record GazetteerEntry
{
    private static readonly Dictionary<string, Doubt> NoDoubts = [];

    /// <summary>Stable for ever: stored with articles and stories.</summary>
    public required string Id { get; init; }

    public required EntryKind Kind { get; init; }

    /// <summary>ISO 3166-1 alpha-2 codes of the countries it lies or acts in.</summary>
    public IReadOnlyList<string> Iso { get; init; } = [];

    /// <summary>Ids of the nearest entries that contain it.</summary>
    public IReadOnlyList<string> In { get; init; } = [];

    /// <summary>By language (en, fr, ar, ha); the first of a language is the one to show.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Names { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Adjectives and inhabitants, by language: Malian, Malians; malien, maliennes…; مالي, ماليون….</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> People { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>What one mention of it says about the article; null where the weight of its kind holds.</summary>
    public double? Weight { get; init; }

    /// <summary>Names and people forms that often mean something else, each with what that is: they count only with other evidence.</summary>
    public IReadOnlyDictionary<string, Doubt> Ambiguous { get; init; } = NoDoubts;

    /// <summary>Longer names that contain one of its names and mean something else (Niger State).</summary>
    public IReadOnlyList<string> Not { get; init; } = [];

    public string? Note { get; init; }

    /// <summary>Where a place lies, the middle of an area; null for what is no place, and where several villages of a country have the name.</summary>
    public GeoPoint? Position { get; init; }

    /// <summary>
    /// The region (province, wilaya) that a place lies in, as the table of places names it: the divisions of before 2023 in Mali, before 2025 in Burkina Faso.
    /// </summary>
    public string? Admin1 { get; init; }

    /// <summary>The cercle, department or province that a place lies in.</summary>
    public string? Admin2 { get; init; }

    /// <summary>A place of the size of a settlement, as against an area that holds many.</summary>
    public bool IsPoint => Kind is EntryKind.Capital or EntryKind.Town or EntryKind.Village or EntryKind.Camp;

    public bool IsPlace => Kind <= EntryKind.Area;
}

/// <summary>WGS 84, degrees.</summary>
public readonly record struct GeoPoint(double Latitude, double Longitude);

/// <summary>What else a name means.</summary>
/// <param name="Kind">How much must speak for it before it counts.</param>
public sealed record Doubt(string Meaning, DoubtKind Kind = DoubtKind.Usual);

/// <summary>Kinds of doubt, as rules tell them for names that nobody judged one by one.</summary>
public enum DoubtKind
{
    /// <summary>Judged by hand.</summary>
    Usual,

    /// <summary>An everyday word, or a name so short that it is one somewhere.</summary>
    Word,

    /// <summary>A given name or surname.</summary>
    Person,

    /// <summary>A town or village elsewhere.</summary>
    Place,

    /// <summary>Nothing, but few have heard of the village.</summary>
    Village,
}

/// <summary>Places first, from large to small in meaning; then those who act.</summary>
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
