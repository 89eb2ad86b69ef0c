using SahelWatch.Catalogue;
using SahelWatch.Web.Layout;

namespace SahelWatch.Web.Weeks;

/// <summary>A place that is newly in the news, or no longer.</summary>
/// <param name="Events">The events in the week, or in the weeks before it.</param>
/// <param name="Last">The latest of them.</param>
public sealed record Turn(CataloguePlace Place, int Events, CatalogueRow Last);

/// <param name="Began">Places newly in the news.</param>
/// <param name="Quiet">Places no longer in the news.</param>
public sealed record WeekView(
    DateOnly Monday, int Count, IReadOnlyList<Tally> Countries, IReadOnlyList<Tally> Themes, IReadOnlyList<CatalogueRow> Deadliest,
    IReadOnlyList<Turn> Began, IReadOnlyList<Turn> Quiet);

/// <summary><c>/weeks/{year}-{week}</c>: a week (ISO 8601) against the thirteen before it.</summary>
internal static class WeekPages
{
    private const int Before = 13;
    private const int MostShown = 8;
    private const int Habit = 3; // weeks with events, of the thirteen; fewer are not a regular pattern that can end

    public static void MapWeeks(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/weeks", PageHeaders.Reading, (HttpResponse response, Visit visit) =>
        {
            response.Headers.Vary = "Accept-Language";
            return Results.Redirect(visit.To($"weeks/{Key(DateOnly.FromDateTime(visit.Now.UtcDateTime))}"));
        });
        routes.MapMethods("/weeks/{key}", PageHeaders.Reading, ShowAsync).Keep(TimeSpan.FromMinutes(2));
    }

    /// <summary>"2026-48".</summary>
    public static string Key(DateOnly day)
    {
        var time = day.ToDateTime(TimeOnly.MinValue);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(time)}-{ISOWeek.GetWeekOfYear(time):D2}");
    }

    private static async Task<IResult> ShowAsync(string key, Visit visit, CatalogueReader catalogue, CancellationToken stop)
    {
        if (MondayOf(key) is not { } monday || monday > DateOnly.FromDateTime(visit.Now.UtcDateTime))
            return Problem.Missing(visit);
        var from = new DateTimeOffset(monday, TimeOnly.MinValue, TimeSpan.Zero);
        var rows = await catalogue.RowsAsync(from.AddDays(-7 * Before), from.AddDays(7), stop);
        var (week, before) = (rows.Where(r => r.First >= from).ToList(), rows.Where(r => r.First < from).ToList());
        return new Html<WeekPage, WeekView>(visit, new(
            monday, week.Count, Tally.Of(Names.Watched, r => r.Countries, week, before, Before, TimeSpan.FromDays(7)),
            Tally.Of(ThemeNames.All, r => r.Themes, week, before, Before, TimeSpan.FromDays(7)),
            [.. week.Where(r => Tally.DeathsOf(r) > 0).OrderByDescending(Tally.DeathsOf).ThenByDescending(r => r.Last).Take(MostShown)],
            Turns(week, before, weeks: 1), Turns(before, week, Habit)));
    }

    /// <summary>Towns with events in one period, in at least so many of its weeks, and none in the other; the most severe first.</summary>
    private static IReadOnlyList<Turn> Turns(List<CatalogueRow> some, List<CatalogueRow> none, int weeks)
    {
        var seen = none.SelectMany(r => r.Places).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        return [.. (
            from row in some
            where row.Places is [{ Precision: PlacePrecision.Place }, ..]
            group row by row.Places[0] into place
            where !seen.Contains(place.Key.Id) && place.Select(r => Key(DateOnly.FromDateTime(r.First.UtcDateTime))).Distinct().Count() >= weeks
            orderby place.Max(r => r.Severity) descending, place.Count() descending, place.Key.Id
            select new Turn(place.Key, place.Count(), place.MaxBy(r => (r.First, r.Id.Value))!)).Take(MostShown)];
    }

    private static DateOnly? MondayOf(string key) =>
        key.Length == 7 && key[4] == '-'
            && int.TryParse(key.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and < 9999
            && int.TryParse(key.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var week) && week >= 1 && week <= ISOWeek.GetWeeksInYear(year)
            ? DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday))
            : null;
}
