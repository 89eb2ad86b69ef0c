using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SahelWatch.Catalogue;
using SahelWatch.Domain;
using SahelWatch.Stories.Figures;
using SahelWatch.Web.Layout;

namespace SahelWatch.Web.Events;

/// <summary>A story: all that is known of an event, and who said it when.</summary>
internal static class StoryPages
{
    private const int IdLength = 16;
    private const int MostHops = 16; // merges one after the other; more are a circle
    private const int MostRelated = 6;

    private static readonly TimeSpan Cached = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Memory = TimeSpan.FromDays(92); // a story before that is another story

    public static void MapStories(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/stories/{id}", PageHeaders.Reading, ShowAsync).CacheOutput(policy => PageHeaders.Keep(policy, Cached));

    private static async Task<IResult> ShowAsync(
        string id, Pipeline pipeline, Stores stores, CatalogueReader catalogue, TimeProvider clock, HttpContext http, CancellationToken stop)
    {
        var visit = Visit.Of(http, clock.GetUtcNow());
        if (id.Length != IdLength || !id.All(char.IsAsciiHexDigitLower) || await FindAsync(new StoryId(id), stores, stop) is not { } story)
            return Problem.Missing(visit);
        PageHeaders.CacheFor(http.Response, Cached);
        if (story.Id.Value != id)
            return Results.Redirect(visit.To($"stories/{story.Id}"));
        var inputs = await pipeline.InputsAsync(stop);
        var figures = FigureLedger.From(story);
        var severity = inputs.Severities.Of(story, figures);
        var rows = await catalogue.RowsAsync(story.FirstReported - Memory, story.FirstReported.AddTicks(1), stop);
        var row = rows.FirstOrDefault(r => r.Id == story.Id);
        return new Html<StoryPage>(visit, new()
        {
            ["Story"] = story,
            ["Severity"] = severity.Level,
            ["What"] = severity.Event,
            ["Figures"] = figures,
            ["Row"] = row,
            ["Related"] = row is null ? [] : Related(row, rows),
            ["Names"] = new Names(inputs, visit.Frame),
        });
    }

    /// <summary>The story of this id, or the one it was merged into.</summary>
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

    /// <summary>Earlier events at the same place, or with the most of the same names; those of the same theme before others.</summary>
    private static IReadOnlyList<CatalogueRow> Related(CatalogueRow row, IReadOnlyList<CatalogueRow> earlier)
    {
        var places = row.Places.Where(p => p.Precision is PlacePrecision.Place or PlacePrecision.Admin2).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        var names = row.Names.Where(n => !row.Places.Any(p => p.Id == n)).ToHashSet(StringComparer.Ordinal);
        return [.. (
            from other in earlier
            where other.Id != row.Id && other.First <= row.First
            let likeness = (3 * other.Places.Count(p => places.Contains(p.Id))) + Math.Min(3, other.Names.Count(names.Contains))
            where likeness >= 3
            orderby likeness + (other.Themes is [var theme, ..] && row.Themes is [var own, ..] && theme == own ? 1 : 0) descending, other.First descending
            select other).Take(MostRelated)];
    }
}
