using SahelWatch.Catalogue;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Web.Layout;

namespace SahelWatch.Web.Finding;

/// <summary>The form as filled in, from the query; invalid values count as empty.</summary>
public sealed record SearchForm(
    string Words, string? Country, string? Theme, string Place, string Outlet, string? Language, DateOnly? From, DateOnly? To, int? Deaths, bool Relevant,
    int Page)
{
    public bool IsNarrowed => Country is not null || Theme is not null || Place.Length > 0 || Outlet.Length > 0 || Language is not null || From is not null
        || To is not null || Deaths is not null;
}

/// <summary><c>/search</c>: the events of the whole archive by words and filters.</summary>
internal static class SearchPages
{
    public const int PerPage = 25;
    private const int LongestText = 200;
    private const int LastPage = 400;

    private static readonly string[] Parts = ["q", "country", "theme", "place", "outlet", "in", "from", "to", "deaths", "sort", "p"];
    private static readonly TimeSpan Cached = TimeSpan.FromMinutes(1);

    public static void MapSearch(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/search", PageHeaders.Reading, ShowAsync).Keep(Cached, Parts);

    private static async Task<IResult> ShowAsync(Pipeline pipeline, CatalogueReader catalogue, TimeProvider clock, HttpContext http, CancellationToken stop)
    {
        var visit = Visit.Of(http, clock.GetUtcNow());
        var form = Read(http.Request.Query);
        var names = new Names(await pipeline.InputsAsync(stop), visit.Frame);
        var place = PlaceOf(form.Place, names.Entries);
        var found = await catalogue.SearchAsync(
            new CatalogueQuery
            {
                Text = place is null ? $"{form.Words} {form.Place}".Trim() : form.Words, // an unknown place is an ordinary word
                Country = form.Country,
                Theme = form.Theme,
                Place = place?.Id,
                Outlet = form.Outlet.Length > 0 ? form.Outlet : null,
                Language = form.Language,
                From = form.From is { } from ? new DateTimeOffset(from, TimeOnly.MinValue, TimeSpan.Zero) : null,
                To = form.To is { } to && to < DateOnly.MaxValue ? new DateTimeOffset(to.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) : null,
                DeathsAtLeast = form.Deaths,
                Order = form.Relevant ? SearchOrder.Relevant : SearchOrder.Newest,
                Skip = (form.Page - 1) * PerPage,
                Take = PerPage,
            },
            stop);
        PageHeaders.CacheFor(http.Response, Cached);
        return new Html<SearchPage>(visit, new() { ["Form"] = form, ["Found"] = found, ["Names"] = names, ["PlaceName"] = place is null ? form.Place : names.Place(place.Id) });
    }

    private static SearchForm Read(IQueryCollection query)
    {
        string Text(string name) => query[name].ToString() is var text && text.Length <= LongestText ? text.Trim() : "";
        string? OneOf(string name, IEnumerable<string> known) => known.FirstOrDefault(k => k.Equals(query[name], StringComparison.OrdinalIgnoreCase));
        DateOnly? Day(string name) => DateOnly.TryParseExact(query[name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        int? Number(string name, int most) =>
            int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 && number <= most ? number : null;
        return new(
            Text("q"), OneOf("country", Names.Watched), OneOf("theme", ThemeNames.All), Text("place"), Text("outlet"), OneOf("in", [.. PageWords.Languages, "other"]),
            Day("from"), Day("to"), Number("deaths", int.MaxValue), OneOf("sort", ["relevant"]) is not null, Number("p", LastPage) ?? 1);
    }

    private static GazetteerEntry? PlaceOf(string place, EntrySet entries) => place.Length == 0 ? null
        : entries.Find(place) is { IsPlace: true } known ? known : entries.Scan(place).Select(h => h.Entry).FirstOrDefault(e => e.IsPlace);
}
