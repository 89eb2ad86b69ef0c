using SahelWatch.Web.Layout;

namespace SahelWatch.Web.Sources;

/// <summary><c>/sources</c>: the outlets, their owners and their performance.</summary>
internal static class SourcesPages
{
    public const int PerPage = 24;

    public static readonly IReadOnlyList<string> Kinds = ["local", "press", "broadcaster", "wire", "government", "un", "ngo", "analysis"];

    private static readonly TimeSpan Cached = TimeSpan.FromMinutes(5);

    public static void MapSources(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/sources", PageHeaders.Reading, ShowAsync).Keep(Cached, "kind", "p");

    private static async Task<IResult> ShowAsync(Pipeline pipeline, TimeProvider clock, HttpContext http, CancellationToken stop)
    {
        var visit = Visit.Of(http, clock.GetUtcNow());
        var kind = Kinds.FirstOrDefault(k => http.Request.Query["kind"] == k);
        var cards = (await pipeline.OutletsAsync(stop)).Where(c => kind is null || c.Kinds.Contains(kind)).ToList();
        var pages = Math.Max(1, (cards.Count + PerPage - 1) / PerPage);
        var page = int.TryParse(http.Request.Query["p"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, pages) : 1;
        PageHeaders.CacheFor(http.Response, Cached);
        return new Html<SourcesPage>(visit, new()
        {
            ["Kind"] = kind,
            ["Count"] = cards.Count,
            ["Cards"] = cards.Skip((page - 1) * PerPage).Take(PerPage).ToList(),
            ["Page"] = page,
            ["Pages"] = pages,
            ["Names"] = new Names(await pipeline.InputsAsync(stop), visit.Frame),
        });
    }
}
