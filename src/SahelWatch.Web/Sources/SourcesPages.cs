using SahelWatch.Upkeep;
using SahelWatch.Web.Layout;

namespace SahelWatch.Web.Sources;

/// <param name="Kind">The kind asked for; null for all.</param>
/// <param name="Count">Of all pages.</param>
public sealed record SourcesView(string? Kind, int Count, IReadOnlyList<OutletCard> Cards, int Page, int Pages);

/// <summary><c>/sources</c>: the outlets, their owners and their performance.</summary>
internal static class SourcesPages
{
    public const int PerPage = 24;

    public static readonly IReadOnlyList<string> Kinds = ["local", "press", "broadcaster", "wire", "government", "un", "ngo", "analysis"];

    public static void MapSources(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/sources", PageHeaders.Reading, ShowAsync).Keep(TimeSpan.FromMinutes(5), "kind", "p");

    private static async Task<IResult> ShowAsync(string? kind, string? p, Visit visit, Pipeline pipeline, CancellationToken stop)
    {
        kind = Kinds.FirstOrDefault(k => k == kind);
        var cards = (await pipeline.OutletsAsync(stop)).Where(c => kind is null || c.Kinds.Contains(kind)).ToList();
        var pages = Math.Max(1, (cards.Count + PerPage - 1) / PerPage);
        var page = int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, pages) : 1;
        return new Html<SourcesPage, SourcesView>(visit, new(kind, cards.Count, [.. cards.Skip((page - 1) * PerPage).Take(PerPage)], page, pages));
    }
}
