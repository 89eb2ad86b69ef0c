using SahelWatch.Catalogue;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Web.Layout;

namespace SahelWatch.Web.Atlas;

/// <summary>The events of some days on a map.</summary>
/// <param name="Gravest">The most severe of them, and of those the latest.</param>
public sealed record PlaceEvents(CataloguePlace Place, int Events, CatalogueRow Gravest);

/// <summary>Events by month.</summary>
public sealed record MonthCount(DateOnly Month, int Events, int Deaths);

/// <param name="LeftOut">The number of places that are not among <paramref name="Places"/>.</param>
public sealed record MapView(int Days, string? Theme, int Events, IReadOnlyList<PlaceEvents> Places, int LeftOut);

/// <param name="Near">Places in it where something happened.</param>
public sealed record PlaceView(
    GazetteerEntry Place, int Count, IReadOnlyList<CatalogueRow> Rows, IReadOnlyList<MonthCount> Months, IReadOnlyList<PlaceEvents> Near);

/// <summary><c>/map</c> and <c>/places/{id}</c>: what happened where.</summary>
internal static class MapPages
{
    public static readonly IReadOnlyList<int> Spans = [7, 30, 90];

    private const int LongestId = 80;
    private const int MostPlaces = 120; // the others are only counted, because of the size limit of a page (100 KB)
    private const int MostEvents = 30;
    private const int Months = 13;

    private static readonly TimeSpan Cached = TimeSpan.FromMinutes(2);

    public static void MapPlaces(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/map", PageHeaders.Reading, MapAsync).Keep(Cached, "days", "theme");
        routes.MapMethods("/places/{id}", PageHeaders.Reading, PlaceAsync).Keep(Cached);
    }

    private static async Task<IResult> MapAsync(string? days, string? theme, Visit visit, CatalogueReader catalogue, CancellationToken stop)
    {
        var span = Spans.FirstOrDefault(d => days == d.ToString(CultureInfo.InvariantCulture), Spans[1]);
        theme = ThemeNames.All.FirstOrDefault(t => t == theme);
        var rows = (await catalogue.RowsAsync(visit.Now.AddDays(-span), null, stop)).Where(r => theme is null || r.Themes.Contains(theme)).ToList();
        var places = ByPlace(rows);
        return new Html<MapPage, MapView>(visit, new(
            span, theme, rows.Count(r => r.Places.Count > 0), [.. places.Take(MostPlaces)], Math.Max(0, places.Count - MostPlaces)));
    }

    private static async Task<IResult> PlaceAsync(string id, Visit visit, CatalogueReader catalogue, CancellationToken stop)
    {
        var entries = visit.Inputs.Watchlist.Entries;
        if (id.Length > LongestId || entries.Find(id) is not { IsPlace: true } place)
            return Problem.Missing(visit);
        var last = new DateOnly(visit.Now.Year, visit.Now.Month, 1);
        var first = last.AddMonths(1 - Months);
        if (await catalogue.BeginsAsync(stop) is { } begins && begins > first)
            first = begins < last ? begins : last; // earlier months are unknown, not empty
        var found = await catalogue.SearchAsync(
            new CatalogueQuery { Place = id, From = new DateTimeOffset(first, TimeOnly.MinValue, TimeSpan.Zero), Take = int.MaxValue }, stop);
        return new Html<PlacePage, PlaceView>(visit, new(
            place, found.Count, [.. found.Rows.Take(MostEvents)],
            [.. Enumerable.Range(0, Months).Select(first.AddMonths).TakeWhile(m => m <= last).Select(m => Count(m, found.Rows))],
            [.. ByPlace(found.Rows).Where(p => entries.Contains(id, p.Place.Id)).Take(MostEvents)]));
    }

    /// <summary>Each event counts once, at its most precise place. Places with the most and most severe events first.</summary>
    private static IReadOnlyList<PlaceEvents> ByPlace(IReadOnlyList<CatalogueRow> rows) =>
        [.. rows.Where(r => r.Places.Count > 0).GroupBy(r => r.Places[0].Id, StringComparer.Ordinal)
            .Select(g => new PlaceEvents(g.First().Places[0], g.Count(), g.OrderByDescending(r => r.Severity).ThenByDescending(r => r.Last).First()))
            .OrderByDescending(p => p.Gravest.Severity).ThenByDescending(p => p.Events).ThenBy(p => p.Place.Id, StringComparer.Ordinal)];

    private static MonthCount Count(DateOnly month, IReadOnlyList<CatalogueRow> rows)
    {
        var events = rows.Where(r => r.First.UtcDateTime.Year == month.Year && r.First.UtcDateTime.Month == month.Month).ToList();
        return new(month, events.Count, events.Sum(Tally.DeathsOf));
    }
}
