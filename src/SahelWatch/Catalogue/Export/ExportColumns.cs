namespace SahelWatch.Catalogue.Export;

/// <summary>A column: its name, its HXL tag (https://hxlstandard.org) and its value: a string, a number, a list of strings, or null.</summary>
internal sealed record ExportColumn(string Name, string Hxl, Func<CatalogueRow, object?> Value);

/// <summary>The columns of all formats, in order; documented in docs/export.md.</summary>
internal static class ExportColumns
{
    private static readonly string[] Kinds = ["killed", "injured", "abducted", "displaced"];

    /// <param name="language">The preferred language of headlines; null for the most frequent one.</param>
    public static IReadOnlyList<ExportColumn> In(string? language) =>
    [
        new("id", "#event+id", r => r.Id.Value),
        new("date", "#date+start", r => r.First.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        new("place", "#loc+name", r => Best(r) is { Precision: not PlacePrecision.Country } place ? place.Name : null),
        new("admin1", "#adm1+name", r => Best(r)?.Admin1),
        new("admin2", "#adm2+name", r => Best(r)?.Admin2),
        new("lat", "#geo+lat", r => Best(r)?.Position?.Latitude),
        new("lon", "#geo+lon", r => Best(r)?.Position?.Longitude),
        new("precision", "#geo+precision", r => Best(r)?.Precision.ToString().ToLowerInvariant()),
        new("country", "#country+code+v_iso2+list", r => r.Countries.Count > 0 || Best(r) is not { } place ? r.Countries : [place.Country]),
        new("themes", "#subsector+list", r => r.Themes),
        .. Kinds.SelectMany(Figure),
        new("reports", "#indicator+reports+num", r => r.Reports),
        new("independent", "#indicator+independent+num", r => r.Independent),
        new("sources", "#meta+source+list", r => r.Outlets.Select(o => o.Name).ToList()),
        new("languages", "#meta+language+list", r => r.Languages),
        new("first_reported", "#date+reported+start", r => Iso(r.First)),
        new("last_reported", "#date+reported+end", r => Iso(r.Last)),
        new("headline", "#description+title", r => r.Headline(language ?? r.Languages[0])),
        new("url", "#meta+url", r => r.Url?.AbsoluteUri),
    ];

    internal static CataloguePlace? Best(CatalogueRow row) => row.Places.Count > 0 ? row.Places[0] : null;

    private static IEnumerable<ExportColumn> Figure(string kind) =>
    [
        new(kind, $"#affected+{kind}", r => r.Figure(kind)?.Value),
        new($"{kind}_max", $"#affected+{kind}+max", r => r.Figure(kind)?.High),
        new($"{kind}_qualifier", $"#meta+{kind}+qualifier", r => r.Figure(kind)?.Qualifier),
        new($"{kind}_by", $"#meta+{kind}+source", r => r.Figure(kind)?.By),
    ];

    private static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
