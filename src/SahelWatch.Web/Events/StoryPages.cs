using SahelWatch.Catalogue;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Stories.Figures;
using SahelWatch.Web.Layout;

namespace SahelWatch.Web.Events;

/// <param name="What">The id of what happened in severity.yaml; null if unknown.</param>
/// <param name="Row">Null before the catalogue has the story.</param>
public sealed record StoryView(
    Story Story, int Severity, string? What, IReadOnlyList<FigureRow> Figures, CatalogueRow? Row, IReadOnlyList<CatalogueRow> Related);

/// <summary>A story: everything known about an event, and who reported it when.</summary>
internal static class StoryPages
{
    private const int IdLength = 16;
    private const int MostHops = 16; // successive merges; more would be a cycle
    private const int MostRelated = 6;
    private const int FewUses = 2, RarelyOneOf = 200; // a name is rare if so few events have it, or one in so many

    private static readonly TimeSpan Memory = TimeSpan.FromDays(92); // older stories are not related

    public static void MapStories(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/stories/{id}", PageHeaders.Reading, ShowAsync).Keep(TimeSpan.FromMinutes(1));

    private static async Task<IResult> ShowAsync(string id, Visit visit, Stores stores, CatalogueReader catalogue, CancellationToken stop)
    {
        if (id.Length != IdLength || !id.All(char.IsAsciiHexDigitLower) || await FindAsync(new StoryId(id), stores, stop) is not { } story)
            return Problem.Missing(visit);
        if (story.Id.Value != id)
            return Results.Redirect(visit.To($"stories/{story.Id}"));
        var figures = FigureLedger.From(story);
        var severity = visit.Inputs.Severities.Of(story, figures);
        var rows = await catalogue.RowsAsync(story.FirstReported - Memory, story.FirstReported.AddTicks(1), stop);
        var row = rows.FirstOrDefault(r => r.Id == story.Id);
        return new Html<StoryPage, StoryView>(visit, new(
            story, severity.Level, severity.Event, figures, row, row is null ? [] : Related(row, rows, visit.Inputs.Watchlist.Entries)));
    }

    /// <summary>The story with this id, or the one that it was merged into.</summary>
    private static async Task<Story?> FindAsync(StoryId id, Stores stores, CancellationToken stop)
    {
        for (var hop = 0; hop < MostHops; hop++)
        {
            var story = (await stores.Stories.ReadAsync(id, stop))?.Value;
            if (story?.MergedInto is not { } other)
                return story?.Reports.Count > 0 ? story : null;
            id = other;
        }

        return null;
    }

    /// <summary>Earlier events at the same place, of the same theme in the same district or region, or about a rarely mentioned person or group.</summary>
    internal static IReadOnlyList<CatalogueRow> Related(CatalogueRow row, IReadOnlyList<CatalogueRow> rows, EntrySet entries)
    {
        var uses = rows.SelectMany(r => r.Names.Distinct()).CountBy(n => n).ToDictionary();
        var rare = row.Names.Where(n => uses.GetValueOrDefault(n) <= Math.Max(FewUses, rows.Count / RarelyOneOf) && entries.Find(n) is { } name
            && !name.IsPlace).ToHashSet(StringComparer.Ordinal);
        return [.. (
            from other in rows
            where other.Id != row.Id && other.First < row.First
            let near = row.Places.Max(p => other.Places.Max(o => (int?)Nearness(p, o, IsAlike(row, other)))) ?? 0
            let likeness = near + other.Names.Count(rare.Contains)
            where likeness > 0
            orderby likeness descending, other.First descending
            select other).Take(MostRelated)];
    }

    private static bool IsAlike(CatalogueRow a, CatalogueRow b) => a.Themes is [var theme, ..] && b.Themes is [var other, ..] && theme == other;

    private static int Nearness(CataloguePlace a, CataloguePlace b, bool alike) => true switch
    {
        _ when a.Precision == PlacePrecision.Country || a.Country != b.Country => 0,
        _ when a.Id == b.Id => 3,
        _ when alike && a.Admin2 is not null && a.Admin2 == b.Admin2 => 2,
        _ when alike && a.Admin1 is not null && a.Admin1 == b.Admin1 => 1,
        _ => 0,
    };
}
